// data table
import type { Schema } from '../../../../kube/index';
import { hostname, sectionName } from '../schema/names';
import { localObjectRef } from '../schema/object-refs';

/** What a BackendTLSPolicy holds. */
export const backendTlsPolicySpec: Schema = {
  type: 'object',
  description: 'How gateways speak TLS with a backend.',
  required: ['targetRefs', 'validation'],
  properties: {
    options: {
      type: 'object',
      description: 'Settings of the implementation.',
      maxProperties: 16,
      additionalProperties: { type: 'string', maxLength: 4096 },
    },
    targetRefs: {
      type: 'array',
      description: 'The Services whose connections are meant.',
      minItems: 1,
      maxItems: 16,
      rules: [
        {
          rule: "self.all(p1, self.all(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name ? ((!has(p1.sectionName) || p1.sectionName == '') == (!has(p2.sectionName) || p2.sectionName == '')) : true))",
          message:
            'sectionName must be specified when targetRefs includes 2 or more references to the same target',
        },
        {
          rule: "self.all(p1, self.exists_one(p2, p1.group == p2.group && p1.kind == p2.kind && p1.name == p2.name && (((!has(p1.sectionName) || p1.sectionName == '') && (!has(p2.sectionName) || p2.sectionName == '')) || (has(p1.sectionName) && has(p2.sectionName) && p1.sectionName == p2.sectionName))))",
          message:
            'sectionName must be unique when targetRefs includes 2 or more references to the same target',
        },
      ],
      items: {
        ...localObjectRef,
        properties: {
          ...localObjectRef.properties,
          sectionName: {
            ...sectionName,
            description: 'The name of one part of it: a listener, or a port of a Service.',
          },
        },
      },
    },
    validation: {
      type: 'object',
      description: 'Which certificate the backend must show.',
      required: ['hostname'],
      rules: [
        {
          rule: '!(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 && has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")',
          message: 'must not contain both CACertificateRefs and WellKnownCACertificates',
        },
        {
          rule: '(has(self.caCertificateRefs) && size(self.caCertificateRefs) > 0 || has(self.wellKnownCACertificates) && self.wellKnownCACertificates != "")',
          message: 'must specify either CACertificateRefs or WellKnownCACertificates',
        },
      ],
      properties: {
        caCertificateRefs: {
          type: 'array',
          description: 'ConfigMaps or Secrets with the certificates of the authorities that are trusted.',
          maxItems: 8,
          items: localObjectRef,
        },
        hostname: {
          ...sectionName,
          description: 'The SNI that is sent, and the name the certificate must carry.',
        },
        subjectAltNames: {
          type: 'array',
          description: 'Names of which the certificate must carry one, instead of the host name.',
          maxItems: 5,
          items: {
            type: 'object',
            required: ['type'],
            rules: [
              {
                rule: '!(self.type == "Hostname" && (!has(self.hostname) || self.hostname == ""))',
                message: 'SubjectAltName element must contain Hostname, if Type is set to Hostname',
              },
              {
                rule: '!(self.type != "Hostname" && has(self.hostname) && self.hostname != "")',
                message: 'SubjectAltName element must not contain Hostname, if Type is not set to Hostname',
              },
              {
                rule: '!(self.type == "URI" && (!has(self.uri) || self.uri == ""))',
                message: 'SubjectAltName element must contain URI, if Type is set to URI',
              },
              {
                rule: '!(self.type != "URI" && has(self.uri) && self.uri != "")',
                message: 'SubjectAltName element must not contain URI, if Type is not set to URI',
              },
            ],
            properties: {
              hostname: { ...hostname, description: 'A DNS name.' },
              type: { type: 'string', description: 'Hostname or URI.', enum: ['Hostname', 'URI'] },
              uri: {
                type: 'string',
                description: 'A URI, such as a SPIFFE identity.',
                pattern: '^(([^:/?#]+):)(//([^/?#]*))([^?#]*)(\\?([^#]*))?(#(.*))?',
                minLength: 1,
                maxLength: 253,
              },
            },
          },
        },
        wellKnownCACertificates: {
          type: 'string',
          description: 'System trusts the authorities that the gateway image knows.',
          pattern:
            '^(System|([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]))$',
          minLength: 1,
          maxLength: 253,
        },
      },
    },
  },
};
