import { Access } from '../../capabilities/common';
import { GroundworkError } from '../../errors';

/** What a verb means for a resource; a verb that makes no sense there is a fault, never a silent nothing. */
export function verb<T>(where: string, access: Access, meanings: { [access: string]: T }): T {
  const meaning = meanings[access];
  if (meaning === undefined) {
    throw new GroundworkError('Grant without meaning', [{
      where,
      problem: `nobody can be granted "${access}" here`,
      mend: `Use one of ${Object.keys(meanings).join(', ')}.`,
    }]);
  }
  return meaning;
}
