import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray } from 'class-validator';
import { AreAddressRanges } from './address-range.decorator.js';

const MAX_RANGES = 100;

export class IpRangeSettings {
  @ApiProperty({
    description: 'Addresses and CIDR ranges, in one of which the caller is. IPv4 is written as IPv4.',
    type: [String],
    minItems: 1,
    maxItems: MAX_RANGES,
    example: ['10.20.0.0/16', '2001:db8::/32'],
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_RANGES)
  @AreAddressRanges()
  cidrs!: string[];
}
