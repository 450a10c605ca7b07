export * from './coverage';
export * from './record';
export * from './report';
