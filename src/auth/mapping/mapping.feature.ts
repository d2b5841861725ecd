import type { Feature } from '../feature.js';
import { ExternalSubjects } from './external-subjects.js';

export const MAPPING: Feature = {
  providers: [ExternalSubjects],
};
