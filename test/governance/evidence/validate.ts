import * as fs from 'fs';
import * as path from 'path';
import { gunzipSync } from 'zlib';
import Ajv, { ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

const compiled = new Map<string, ValidateFunction>();
const read = (name: string) => JSON.parse(gunzipSync(fs.readFileSync(path.join(__dirname, 'schemas', `${name}.json.gz`))).toString());

const OPTIONS = { strict: false, allErrors: true };

const MAKE: { readonly [name: string]: () => ValidateFunction } = {
  'oscal-assessment-results-1.2.1': () => addFormats(new Ajv(OPTIONS)).compile(read('oscal-assessment-results-1.2.1')),
  'oscal-component-definition-1.2.1': () => addFormats(new Ajv(OPTIONS)).compile(read('oscal-component-definition-1.2.1')),
  'sarif-2.1.0': () => addFormats(new AjvDraft04(OPTIONS) as unknown as Ajv).compile(read('sarif-2.1.0')),
  'cyclonedx-1.6': () => {
    // Formats of internationalized names are not known to the library; it would refuse the schema.
    const ajv = addFormats(new Ajv({ ...OPTIONS, formats: { 'idn-email': true, 'iri-reference': true } }));
    const named = (name: string) => `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`;
    const { $id: _spdx, ...spdx } = read('spdx');
    const { $id: _jsf, ...jsf } = read('jsf-0.82');
    return ajv.addSchema(spdx, named('spdx')).addSchema(jsf, named('jsf-0.82')).compile(read('cyclonedx-1.6'));
  },
};

/** What a published schema has against a document; nothing if it is valid. */
export function faultsOf(schema: keyof typeof MAKE, document: unknown): string[] {
  let validate = compiled.get(String(schema));
  if (!validate) { compiled.set(String(schema), validate = MAKE[schema]()); }
  return validate(document) ? [] : validate.errors!.map((e) => `${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`);
}
