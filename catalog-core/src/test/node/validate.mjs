// Says of each document whether ajv accepts it: node validate.mjs SCHEMA DOCUMENTS
// DOCUMENTS holds one a line. The answer has a line for what is used, then one for each document: the verdict with
// patterns read as ajv does by default, with the flag u, and the verdict without it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv from 'ajv';

const [schemaFile, documentsFile] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const validators = [true, false].map((unicodeRegExp) =>
    new Ajv({ strict: true, allowUnionTypes: true, unicodeRegExp }).compile(schema));
const { version } = createRequire(import.meta.url)('ajv/package.json');

const answers = [`ajv ${version} on node ${process.version}`];
for (const line of readFileSync(documentsFile, 'utf8').split('\n')) {
    if (line !== '') {
        const document = JSON.parse(line);
        answers.push(validators.map((validate) => validate(document)).join(' '));
    }
}
process.stdout.write(answers.join('\n') + '\n');
