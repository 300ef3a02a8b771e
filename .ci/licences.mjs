// Fails if the application carries a library under another licence than these, or under none that is known:
//     node .ci/licences.mjs distribution/target/sbom.json
import { readFileSync } from 'node:fs';

const allowed = new Set([
    '0BSD',
    'Apache-2.0',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'EPL-2.0',
    'GPL-2.0-with-classpath-exception',
    'MIT',
    'MIT-0',
]);

function licences(component) {
    return (component.licenses ?? []).map(
        ({ license, expression }) => license?.id ?? license?.name ?? expression ?? 'unnamed',
    );
}

const { components } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const refused = components.filter(
    (component) => licences(component).length === 0 || !licences(component).every((name) => allowed.has(name)),
);
for (const component of refused) {
    console.error(`${component.purl}: ${licences(component).join(', ') || 'no licence'}`);
}
console.error(`licences: ${components.length} components, ${refused.length} refused`);
process.exit(refused.length === 0 && components.length > 0 ? 0 : 1);
