/** What no predefined role gives without giving more. */
export interface CustomRole {
  readonly description: string;
  readonly permissions: string[];
}

/** Roles of our own by id. */
export const CUSTOM_ROLES: { [id: string]: CustomRole } = {
  'firestore-writer': {
    description: 'Adds and changes documents without reading them',
    permissions: ['datastore.databases.get', 'datastore.entities.allocateIds', 'datastore.entities.create', 'datastore.entities.update'],
  },
  'sql-importer': {
    description: 'Has a Cloud SQL instance import a file',
    permissions: ['cloudsql.instances.import'],
  },
  'sql-operations': {
    description: 'Looks how operations of Cloud SQL instances went',
    permissions: ['cloudsql.instances.get'],
  },
};
