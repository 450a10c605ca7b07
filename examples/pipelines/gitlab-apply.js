// Writes the pipeline that applies every stack that changed: foundations first, one by one, then environments beside each other. Of each stack
// a plan is made, the plan is verified, and exactly that plan is applied.
const { stacks } = JSON.parse(require('fs').readFileSync(process.argv[2], 'utf8'));
const changed = stacks.filter((s) => s.status === 'changed' || s.status === 'added').map((s) => s.stack);
const isFoundation = (stack) => stack.startsWith('foundation-');

const terraform = { image: { name: 'hashicorp/terraform:1.10', entrypoint: [''] }, id_tokens: { CLOUD_TOKEN: { aud: 'https://gitlab.example.com' } } };
const review = { pipeline: '$PARENT_PIPELINE_ID', job: 'review' };

const jobs = changed.flatMap((stack) => {
  const stage = isFoundation(stack) ? 'foundations' : 'environments';
  const folder = `new/stacks/${stack}`;
  const [plan, verify] = [`${stack}:plan`, `${stack}:verify`];
  return [
    [plan, {
      stage,
      ...terraform,
      needs: [review, ...(isFoundation(stack) ? [] : changed.filter(isFoundation))],
      script: [`terraform -chdir=${folder} init -input=false`, `terraform -chdir=${folder} plan -input=false -out plan`, `terraform -chdir=${folder} show -json plan > ${folder}/plan.json`],
      artifacts: { paths: [`${folder}/plan`, `${folder}/plan.json`, `${folder}/.terraform.lock.hcl`], access: 'developer', expire_in: '1 day' },
    }],
    // Is what will be applied what was judged? Exit code 2 says that somebody must look.
    [verify, { stage, image: 'node:20', needs: [review, plan], script: ['npm ci', `npx groundwork verify new --stack ${stack} --plan ${folder}/plan.json`] }],
    [stack, {
      stage,
      ...terraform,
      ...(isFoundation(stack) ? { resource_group: 'foundations' } : {}),
      needs: [review, plan, verify],
      script: [`terraform -chdir=${folder} init -input=false`, `terraform -chdir=${folder} apply -input=false plan`],
    }],
  ];
});
const nothing = [['nothing-changed', { stage: 'environments', script: ['true'] }]];
// JSON is YAML too.
console.log(JSON.stringify({ stages: ['foundations', 'environments'], ...Object.fromEntries(jobs.length > 0 ? jobs : nothing) }, undefined, 2));
