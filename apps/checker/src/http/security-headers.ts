import helmet from 'helmet';

/**
 * What a browser may do with our answers: only what comes from us, no inline script or style, no HTML made of strings
 * (Trusted Types), no frame around us, nothing about this page told to others.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'connect-src': ["'self'"],
      'img-src': ["'self'"],
      // Nothing works beside the page: a worker would need a policy of Trusted Types.
      'worker-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
      'require-trusted-types-for': ["'script'"],
      'trusted-types': ["'none'"],
    },
  },
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
  // Other names under the operator's domain are none of our business.
  strictTransportSecurity: { includeSubDomains: false },
});
