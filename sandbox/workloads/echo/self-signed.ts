// data table
/** What the echo server shows when it was given no certificate: one that it signed itself, made with OpenSSL, valid from 2026 until 2036. */
export const selfSigned = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgICEAEwCgYIKoZIzj0EAwIwHjENMAsGA1UECgwEZWNobzEN
MAsGA1UEAwwEZWNobzAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMB4x
DTALBgNVBAoMBGVjaG8xDTALBgNVBAMMBGVjaG8wWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATpWT9VN4xMULsIG50SqJpsI0J3IRRksyOSYqGRtXNEHEEUnXHHiHCp
v8lHAypYwCe/wPJNjuHMgSLAkZs/jnnCo1MwUTAdBgNVHQ4EFgQUz71eAPrBLnHi
pRepkzQ3UmrPGiowHwYDVR0jBBgwFoAUz71eAPrBLnHipRepkzQ3UmrPGiowDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiEA7f3hEIWgia6F8hhner3A
tY2dCeXFlekLyN8Do+DOkBsCIHR7/dbzE4cmyjKdU6cYEhToopQQ2G7pmxqXJyre
Ht62
-----END CERTIFICATE-----
`;
