import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

/** Everything that loading a file loads: our files, and what they name of others. */
function graphOf(entry: string): { files: string[]; packages: string[] } {
  const files = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    files.add(file);
    for (const { fileName } of ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8')).importedFiles) {
      if (fileName.startsWith('.')) visit(relative(ROOT, join(ROOT, dirname(file), fileName.replace(/\.js$/, '.ts'))));
      else packages.add(fileName);
    }
  };
  visit(entry);
  return { files: [...files], packages: [...packages].sort() };
}

describe('what the service of a tool loads', () => {
  it('is Node, jose and the verifier: nothing of the server, no Nest, no TypeORM', () => {
    const { files, packages } = graphOf('src/verifier/index.ts');
    expect(files.filter((it) => !/^src\/verifier\/[a-z-]+\.ts$/.test(it))).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
    expect(packages).toEqual(['jose', 'node:crypto', 'node:net']);
  });

  it('is Nest besides, for the guard', () => {
    const { files, packages } = graphOf('src/verifier/nest/index.ts');
    expect(files.filter((it) => !it.startsWith('src/verifier/'))).toEqual([]);
    expect(packages).toEqual(['@nestjs/common', '@nestjs/core', 'jose', 'node:crypto', 'node:net']);
  });

  it('would be found to be more', () => {
    const { files, packages } = graphOf('src/credentials/index.ts');
    expect(files).toContain('src/database/index.ts');
    expect(packages).toContain('@nestjs/typeorm');
  });

  it('is what the package exports', () => {
    const { exports } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      exports: Record<string, { types: string; default: string }>;
    };
    for (const name of ['./verifier', './verifier/nest']) {
      const { types, default: code } = exports[name] ?? { types: '', default: '' };
      const source = `src${name.slice(1)}/index.ts`;
      expect(existsSync(join(ROOT, source))).toBe(true);
      expect([types, code]).toEqual([
        `./dist/${source.replace('.ts', '.d.ts')}`,
        `./dist/${source.replace('.ts', '.js')}`,
      ]);
    }
  });
});
