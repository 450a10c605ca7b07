import { CONSEQUENCES, ReviewModel } from '../model';
import { CONSEQUENCE_TITLES } from '../words';
import { html } from './html';
import { Section } from './view';

/** What the page is made from and how it ranks. */
export function about(model: ReviewModel, tool?: string): Section {
  return { id: 'about', title: 'About', lead: '', body: html`<dl class="about">
<div><dt>Made from</dt><dd><code>${model.file}</code>, SHA-256 <code>${model.digest}</code></dd></div>
<div><dt>Versions</dt><dd>Model ${model.version}${tool && html`, Groundwork ${tool}`}. The same model is beside this page as model.json.</dd></div>
<div><dt>Rank</dt><dd>What a person must decide is ordered by what follows if it goes wrong: ${CONSEQUENCES.map((c, i) => `${i > 0 ? ', ' : ''}${CONSEQUENCE_TITLES[c].toLowerCase()}`)}. Equal sentences on several resources are one finding. The verdict counts all of them, also what is folded.</dd></div>
<div><dt>Marks</dt><dd><strong class="m bad">Square</strong> data loss, exposure or permission. <strong class="m warn">Triangle</strong> protection, availability, cost or configuration. <strong class="m ok">Dot</strong> looked at and in place.</dd></div>
<div><dt>Weak</dt><dd>A property is weak where its rule says that a person has to look at it as it is: no backup, a key of the provider, a door that is open. Data in production and staging is held to more than in development and test.</dd></div>
<div><dt>Blind spots</dt><dd>A permission granted by a policy that another stack attaches, a network rule of the organisation, and what an image does are not in this file and not on this page. Literals that look like secrets are hidden, whatever their argument is called.</dd></div>
</dl>` };
}
