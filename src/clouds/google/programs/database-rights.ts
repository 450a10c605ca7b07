import { GOOGLE_API } from './google-api';

/**
 * The program that gives the roles of a database their rights, in a Cloud Run job with no way in: Cloud SQL makes a role for
 * an identity, but one that may do nothing, and no Terraform resource runs SQL. It has Cloud SQL import a file of statements,
 * so that nobody needs a password or a path to the database.
 *
 * The file is named by its content. If its import is among the instance's finished operations, there is nothing to do.
 *
 * Environment: PROJECT, INSTANCE, DATABASE, STATEMENTS (gs://...). For tests: SQL_URL, METADATA_URL, POLL_MILLISECONDS.
 */
export const DATABASE_RIGHTS = String.raw`${GOOGLE_API}
const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function run() {
  const project = 'projects/' + need('PROJECT', /^[a-z][a-z0-9:.-]+$/);
  const instance = need('INSTANCE', /^[a-z][a-z0-9-]+$/);
  const uri = need('STATEMENTS', /^gs:\/\/./);
  const database = need('DATABASE', /./);
  const call = await caller(process.env.SQL_URL || 'https://sqladmin.googleapis.com');
  const { items = [] } = await call(project + '/operations?maxResults=100&instance=' + instance);
  const same = items.filter((o) => o.operationType === 'IMPORT' && o.importContext && o.importContext.uri === uri);
  if (same.some((o) => o.status === 'DONE' && !o.error)) { return 'rights are as ' + uri + ' says'; }
  let operation = same.find((o) => o.status !== 'DONE')
    || await call(project + '/instances/' + instance + '/import', { importContext: { uri, database, fileType: 'SQL', importUser: 'postgres' } });
  for (let i = 0; operation.status !== 'DONE' && i < 120; i += 1) {
    await wait(Number(process.env.POLL_MILLISECONDS || 5000));
    operation = await call(project + '/operations/' + operation.name);
  }
  if (operation.status !== 'DONE' || operation.error) { throw new Error('import of ' + uri + ' did not succeed: ' + JSON.stringify(operation.error || operation.status)); }
  return 'imported ' + uri;
}
`;
