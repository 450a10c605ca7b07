export * from './compose';
export * from './digest';
export * from './lapse';
export * from './read';
export * from './state';
export * from './statement';
