import type { Feature } from '../../common/feature.js';
import { ExportController } from './export.controller.js';
import { ExportsRepository } from './exports.repository.js';
import { ToolExport } from './tool-export.js';

export const EXPORT: Feature = {
  controllers: [ExportController],
  providers: [ExportsRepository, ToolExport],
};
