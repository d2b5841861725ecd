import { IntersectionType } from '@nestjs/swagger';
import { ToolFormatQuery } from '../../export/dto/tool-format.query.js';
import { VersionQuery } from '../../versions/dto/version.query.js';

/** Which version of a tool to show, and how. */
export class GetToolQuery extends IntersectionType(VersionQuery, ToolFormatQuery) {}
