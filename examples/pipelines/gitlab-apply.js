// Writes the pipeline that applies every stack that changed: foundations first, one by one, then environments beside each other.
const { stacks } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const changed = stacks.filter((s) => s.status === 'changed' || s.status === 'added').map((s) => s.stack);

const jobs = changed.map((stack) => {
  const foundation = stack.startsWith('foundation-');
  return [stack, {
    stage: foundation ? 'foundations' : 'environments',
    image: { name: 'hashicorp/terraform:1.10', entrypoint: [''] },
    ...(foundation ? { resource_group: 'foundations' } : {}),
    needs: [{ pipeline: '$PARENT_PIPELINE_ID', job: 'review' }],
    id_tokens: { CLOUD_TOKEN: { aud: 'https://gitlab.example.com' } },
    script: [`terraform -chdir=new/stacks/${stack} init -input=false`, `terraform -chdir=new/stacks/${stack} apply -input=false -auto-approve`],
  }];
});
const nothing = [['nothing-changed', { stage: 'environments', script: ['true'] }]];
// JSON is YAML too.
console.log(JSON.stringify({ stages: ['foundations', 'environments'], ...Object.fromEntries(jobs.length > 0 ? jobs : nothing) }, undefined, 2));
