import * as fs from 'fs';
import * as path from 'path';
import { App } from 'cdktf';
import { ObjectStore, Environment, Stage } from '../../src';
import { renderPage } from '../../src/review/page/page';
import { acmeStandards } from '../patterns/customer-facing-api/stacks';
import { temporaryFolder } from '../support/terraform';

jest.mock('../../src/review/page/page', () => ({ renderPage: jest.fn(jest.requireActual('../../src/review/page/page').renderPage) }));

const outdir = temporaryFolder();

test('a review that cannot be made stops no synthesis, and is no review without decisions either', () => {
  const warned = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
  jest.mocked(renderPage).mockImplementationOnce(() => { throw new Error('out of ink'); });
  const app = new App({ outdir, context: { 'groundwork:landingZone': 'eu-aws' } });
  for (const name of ['orders-a', 'orders-b']) {
    const environment = new Environment(app, name, { standards: acmeStandards(), pod: 'orders', stage: Stage.DEVELOPMENT });
    new ObjectStore(environment, 'files');
  }
  app.synth();
  expect(warned.mock.calls.join()).toContain('The review of orders-a could not be made: out of ink');
  warned.mockRestore();
  const read = (file: string) => fs.readFileSync(path.join(outdir, file), 'utf8');
  expect(JSON.parse(read('stacks/orders-a/cdk.tf.json')).resource.aws_s3_bucket).toBeDefined();
  expect(fs.readdirSync(path.join(outdir, 'review/orders-a'))).toEqual(['review.md']);
  expect(read('review/orders-a/review.md')).toContain('Nothing was reviewed.');
  expect(read('review/index.html')).toContain('out of ink');
  expect(fs.readdirSync(path.join(outdir, 'review/orders-b'))).toContain('index.html');
});
