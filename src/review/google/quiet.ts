import { Topic } from './scope';

/** What says nothing to a reviewer by itself: names, addresses and links of what others say, and interfaces that are switched on. */
export const quiet: Topic = {
  types: [
    'google_certificate_manager_certificate', 'google_certificate_manager_certificate_map', 'google_certificate_manager_certificate_map_entry', 'google_certificate_manager_dns_authorization',
    'google_certificate_manager_trust_config', 'google_compute_address', 'google_compute_global_address', 'google_compute_health_check', 'google_compute_managed_ssl_certificate',
    'google_compute_region_health_check', 'google_compute_ssl_certificate', 'google_dns_record_set', 'google_network_connectivity_service_connection_policy', 'google_project_service',
    'google_service_networking_connection', 'google_tags_tag_binding', 'google_tags_tag_key', 'google_tags_tag_value',
  ],
  read: () => undefined,
};
