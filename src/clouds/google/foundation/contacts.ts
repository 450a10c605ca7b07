import { Construct } from 'constructs';
import { digest } from '../../../environment/naming';
import { Standards } from '../../../standards/standards';
import { References } from '../references';
import { EssentialContactsContact } from '../resources';

/** Whom Google itself writes to about security, technical and legal matters of the project. */
export function contacts(scope: Construct, standards: Standards): void {
  const { critical, warning } = standards.alertContacts;
  for (const email of critical ?? warning) {
    new EssentialContactsContact(scope, `email-${digest(email)}`, {
      parent: `projects/${References.of(scope).project}`,
      email,
      languageTag: 'en',
      notificationCategorySubscriptions: ['SECURITY', 'TECHNICAL', 'TECHNICAL_INCIDENTS', 'SUSPENSION', 'LEGAL'],
    });
  }
}
