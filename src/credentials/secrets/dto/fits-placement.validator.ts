import { type ValidationArguments, ValidatorConstraint, type ValidatorConstraintInterface } from 'class-validator';
import { fitsPlacement, type SecretPlacement } from '../secret-placement.js';

/** What a placement demands of the other members. */
@ValidatorConstraint({ name: 'fitsPlacement' })
export class FitsPlacement implements ValidatorConstraintInterface {
  validate(member: unknown, { property, object }: ValidationArguments): boolean {
    const { placement } = object as { placement: SecretPlacement };
    if (property === 'name') return placement === 'header' || placement === 'query';
    return fitsPlacement(placement, String(member));
  }

  defaultMessage({ property }: ValidationArguments): string {
    return property === 'name'
      ? 'name is only for the placements header and query'
      : 'value must be user:password for the placement basic';
  }
}
