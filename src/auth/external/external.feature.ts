import type { Feature } from '../../common/feature.js';
import { ExternalTokens } from './external-tokens.js';
import { IssuerDocuments } from './issuer-documents.js';
import { Issuers } from './issuers.js';

export const EXTERNAL: Feature = {
  providers: [ExternalTokens, IssuerDocuments, Issuers],
};
