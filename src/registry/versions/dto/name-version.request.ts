import { VersionReference } from './version-reference.decorator.js';

export class NameVersionRequest {
  @VersionReference('The version that is meant from now on: its number, `latest`, an alias or its id.')
  version!: string;
}
