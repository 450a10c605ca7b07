export * from './customer-facing-api/customer-facing-api';
