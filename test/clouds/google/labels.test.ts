import { TerraformResource } from 'cdktf';
import * as fc from 'fast-check';
import { LogClass } from '../../../src/capabilities/common';
import { Database } from '../../../src/capabilities/database';
import { LogStream } from '../../../src/capabilities/log-stream';
import { ObjectStore } from '../../../src/capabilities/object-store';
import { labelKey, labelValue } from '../../../src/clouds/google/labels';
import { environment } from './support';

describe('labels', () => {
  test('any text becomes what Google accepts', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(labelKey(text)).toMatch(/^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u);
      expect(labelValue(text)).toMatch(/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u);
    }));
    expect(labelValue('Platform@Acme.example')).toBe('platform-acme-example');
  });

  const tf = environment((env) => {
    new ObjectStore(env, 'documents');
    new Database(env, 'database');
    new LogStream(env, 'log', { logClass: LogClass.APPLICATION });
  });

  test('stand on resources of every label form', () => {
    const expected = { pod: 'orders', stage: 'production', environment: 'shop', 'landing-zone': 'eu-google' };
    expect(tf.one('google_storage_bucket', '/documents/').labels).toMatchObject(expected);
    expect(tf.one('google_sql_database_instance').settings.user_labels).toMatchObject(expected);
    expect(tf.all('google_monitoring_alert_policy')[0].body.user_labels).toMatchObject(expected);
    expect(tf.all('google_kms_crypto_key')).not.toHaveLength(0);
    for (const key of tf.all('google_kms_crypto_key')) { expect(key.body.labels).toMatchObject(expected); }
  });

  test('the classification of what is kept is on it', () => {
    expect(tf.one('google_storage_bucket', '/documents/').labels['data-classification']).toBe('confidential');
  });

  test('configuration that is called labels stays as it is', () => {
    for (const channel of tf.all('google_monitoring_notification_channel')) {
      expect(Object.keys(channel.body.labels)).toEqual(['email_address']);
      expect(channel.body.user_labels.pod).toBe('orders');
    }
  });

  test('types without labels get none', () => {
    expect(tf.one('google_logging_project_bucket_config', '/log/bucket/').labels).toBeUndefined();
  });

  test('a raw resource of a team is left alone where its type is unknown', () => {
    const raw = environment((env) => { new TerraformResource(env, 'raw', { terraformResourceType: 'google_something' }); });
    expect(raw.one('google_something').labels).toBeUndefined();
  });
});
