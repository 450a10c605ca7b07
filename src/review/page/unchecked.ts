import { ReviewModel } from '../model';
import { plural } from '../words';
import { Html, html } from './html';
import { Section, View } from './view';

/** One sentence for the first screen: what the verdict does not cover. */
export function notChecked(model: ReviewModel): string {
  const unread = unreadResources(model);
  const types = unread === 0 ? '' : `, and ${plural(unread, 'resource')} of ${plural(model.unread.length, 'type')} that no reader knows`;
  return `No plan was run, live state is unknown; no prices; no look into images or code${types}.`;
}

/** How many resources are of a type that nobody reads. */
export function unreadResources(model: ReviewModel): number {
  const unread = new Set(model.unread);
  return model.resources.filter((r) => unread.has(r.type)).length;
}

/** What the review cannot know, and what no reader looked at. */
export function unchecked(view: View): Section {
  const { model } = view;
  return { id: 'unchecked', title: 'Not checked', lead: '', body: html`<ul class="prose">
<li><b>Live state.</b> The page is made from the Terraform as it is written. No plan was run: it does not say what is added, replaced or destroyed, or what has been changed by hand.</li>
<li><b>Values known at apply.</b> Arguments that refer to other stacks, to variables or to what the cloud makes up are not judged; nothing is said of them.</li>
<li><b>Code.</b> What runs in images and functions, and the operations of the API beyond their authentication, limits and validation.</li>
<li><b>Prices.</b> Cost drivers are listed by quantity; prices are not in the Terraform.</li>
<li><b>Elsewhere.</b> What other stacks, the organisation or the account allow or forbid on top of this.</li>
<li>${unread(model)}</li>
</ul>` };
}

function unread(model: ReviewModel): Html {
  if (model.unread.length === 0) { return html`<b>Types of resource.</b> Every type in this stack has a reader.`; }
  const count = (type: string) => model.resources.filter((r) => r.type === type).length;
  return html`<b>Types that no reader knows.</b> ${plural(unreadResources(model), 'resource')}; nothing is said of what they do: ${model.unread.map((t, i) => html`${i > 0 && ', '}<code>${t}</code> (${count(t)})`)}.`;
}
