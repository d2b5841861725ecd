import type { Feature } from '../feature.js';
import { AdministratorReset } from './administrator-reset.js';
import { FirstAdministrator } from './first-administrator.js';
import { FirstStart } from './first-start.js';

export const FIRST_START: Feature = {
  providers: [AdministratorReset, FirstAdministrator, FirstStart],
};
