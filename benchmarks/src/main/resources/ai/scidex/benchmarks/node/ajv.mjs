// Prints how many documents a second ajv parses and validates, warm: node ajv.mjs, beside schema.json and documents.jsonl.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';

const here = new URL('.', import.meta.url);
const validate = new Ajv({ strict: true, allowUnionTypes: true })
    .compile(JSON.parse(readFileSync(new URL('schema.json', here), 'utf8')));
const documents = readFileSync(new URL('documents.jsonl', here), 'utf8').trim().split('\n');

// Returns documents a second over at least so many milliseconds.
function measure(milliseconds) {
    const begin = performance.now();
    let count = 0;
    let invalid = 0;
    do {
        for (const document of documents) {
            invalid += validate(JSON.parse(document)) ? 0 : 1;
        }
        count += documents.length;
    } while (performance.now() - begin < milliseconds);
    if (invalid * 10 !== count) {
        throw new Error(`${invalid} of ${count} documents are invalid`);
    }
    return count * 1000 / (performance.now() - begin);
}

measure(4000);
console.log(measure(3000));
