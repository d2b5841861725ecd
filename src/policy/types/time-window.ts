import { ApiProperty } from '@nestjs/swagger';
import { buildMessage, Matches, ValidateBy, type ValidationArguments } from 'class-validator';

/** Half-open: it holds at `from` and no longer at `to`. A `to` before `from` lies on the next day. */
export class TimeWindow {
  @ApiProperty({ description: 'First minute, HH:mm.', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$', example: '09:00' })
  @Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: '$property must be a time from 00:00 to 23:59' })
  from!: string;

  @ApiProperty({
    description:
      'The minute at which it is over, HH:mm, at most 24:00. Before `from`, it lies on the next day; equal to it is refused.',
    pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$',
    example: '17:30',
  })
  @Matches(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, { message: '$property must be a time from 00:00 to 24:00' })
  @DiffersFromFrom()
  to!: string;
}

/** Equal ends could mean never or always; whoever means always says 00:00 to 24:00. */
function DiffersFromFrom(): PropertyDecorator {
  return ValidateBy({
    name: 'differsFromFrom',
    validator: {
      validate: (to: unknown, args?: ValidationArguments) =>
        to !== (args?.object as Partial<TimeWindow> | undefined)?.from,
      defaultMessage: buildMessage(
        (prefix) => `${prefix}$property must differ from "from"; a whole day is 00:00 to 24:00`,
      ),
    },
  });
}
