import { Fault, list, Path, quote } from './faults';

// Faults of the section `governance`.

/** Where a control may come from, for whoever names one that is not there. */
const SOURCES = '`npx groundwork controls` lists those there are; controls of your own come from governance.rego, governance.modules or Standards.addControl.';

export function unknownControl(path: Path, id: string, meant?: string): Fault {
  return { path, problem: `There is no control ${quote(id)}`, mend: meant ? `Did you mean ${quote(meant)}?` : SOURCES };
}

export function ownControl(path: Path, id: string, problem: string, mend: string): Fault {
  return { path, problem: `The control ${quote(id)} ${problem}`, mend };
}

export function unknownParameter(path: Path, control: string, name: string, known: string[], meant?: string): Fault {
  const mend = meant ? `Did you mean ${quote(meant)}?` : known.length > 0 ? `It has ${list(known, 'and')}.` : 'Remove it; it has none.';
  return { path, problem: `The control ${quote(control)} has no parameter ${quote(name)}`, mend, atKey: true };
}

export function wrongParameter(path: Path, value: unknown, control: string, wanted: string, fallback: unknown): Fault {
  return { path, problem: `${quote(value)} is not ${wanted}, as ${quote(control)} takes it`, mend: `Write ${wanted}; its default is ${quote(fallback)}.` };
}

export function noParameter(path: Path, value: unknown): Fault {
  return { path, problem: `${quote(value)} is no value of a parameter`, mend: 'Write text, a number, true or false, or a list of texts or of numbers.' };
}

export function controlOrDeviation(path: Path, both: boolean): Fault {
  return {
    path,
    problem: both ? 'An exception accepts a control or a deviation, not both' : 'The exception does not say what it accepts',
    mend: both ? 'Make two exceptions, each with its own reason.' : 'Add control (the id of a control) or deviation (as the verdict names it).',
  };
}

export function exceptionEverywhere(path: Path, onlyEnvironment: boolean): Fault {
  return {
    path,
    problem: `The exception is over-broad: ${onlyEnvironment ? 'it covers a whole environment' : 'it covers everything everywhere'}`,
    mend: 'Add construct (the path of one capability or resource) or pattern.',
  };
}

export function tooWideForCritical(path: Path, control: string, missing: string[]): Fault {
  return {
    path,
    problem: `The exception is over-broad: ${quote(control)} is critical, so it is accepted in one place of one environment only`,
    mend: `Add ${list(missing, 'and')}.`,
  };
}

export function wholeWithoutEnvironment(path: Path): Fault {
  return { path, problem: 'The exception is over-broad: "." is each environment as a whole', mend: 'Add environment, the name of the one for which it is accepted.' };
}

export function noDate(path: Path, value: string): Fault {
  return { path, problem: `${quote(value)} is not a day of the calendar`, mend: 'Write year, month and day, such as "2027-06-30".' };
}

export function tooLong(path: Path, value: string, days: number): Fault {
  return { path, problem: `${quote(value)} is more than ${days} days from today`, mend: 'State an earlier day; an exception that is still needed then is accepted anew.' };
}

export function ownApproval(path: Path, email: string): Fault {
  return { path, problem: `${quote(email)} owns this exception and accepts it too`, mend: 'Have somebody else accept it.' };
}

export function notAnApprover(path: Path, email: string, what: string, approvers: string[]): Fault {
  return { path, problem: `${quote(email)} is no approver ${what}`, mend: `Have ${list(approvers)} accept it, or add an approver to governance.approvers.` };
}

export function reasonOfSpaces(path: Path): Fault {
  return { path, problem: 'The reason is shorter than 20 characters without the spaces around it', mend: 'Say why it is accepted, and what protects instead.' };
}

export function signatureWithoutKey(path: Path, email: string): Fault {
  return { path, problem: `Signatures are required, but ${quote(email)} has no key`, mend: 'Add publicKeyFile, or leave requireSignatures out.' };
}

export function signaturesOfNobody(path: Path): Fault {
  return { path, problem: 'Signatures are required, but there are no approvers whose keys could be trusted', mend: 'Add approvers with their publicKeyFile.' };
}

export function fileNotReadable(path: Path, what: string, file: string, why: string, mend: string): Fault {
  return { path, problem: `${what} ${quote(file)} ${why}`, mend };
}
