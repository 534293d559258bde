// data table
/** What the echo server shows when it was given no certificate: one that it signed itself, made with OpenSSL, valid until 2036. */
export const selfSigned = `-----BEGIN CERTIFICATE-----
MIIBfzCCASWgAwIBAgICEAEwCgYIKoZIzj0EAwIwHjENMAsGA1UECgwEZWNobzEN
MAsGA1UEAwwEZWNobzAeFw0yNjExMjEyMTIyMTFaFw0zNjExMTgyMTIyMTFaMB4x
DTALBgNVBAoMBGVjaG8xDTALBgNVBAMMBGVjaG8wWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARDiKDtGJBSW5TOq1mE2iapEx6LznNVFgvMVtl1HokKfTcNTDZRIG5n
CqYZgnbx7AqAKURiXshtMn+F5LmyFllRo1MwUTAdBgNVHQ4EFgQU8Oem0JzlC2KU
rvrEro54UJIk5lMwHwYDVR0jBBgwFoAU8Oem0JzlC2KUrvrEro54UJIk5lMwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAK1HCCGNUv1J+A3s/2lF5Q
sodxFLhKums/oYXug3wDcwIhAI1uAfGFpRIWc9gIgdeYfDNVKgQUoJ20+Ni87++T
nfqw
-----END CERTIFICATE-----
`;
