export { diffOutputs } from './outputs';
export { diffStacks } from './stacks';
export { sideOf } from './side';
export { distinctChanges, isDecision } from './change';
export { diffMarkdown } from './markdown';
export { diffSarif } from './sarif';
export * from './report';
