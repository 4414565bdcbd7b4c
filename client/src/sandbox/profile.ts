import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINT_KEY } from '../tenancy/profiles.ts';
import type { State } from './state.ts';
import { writeWhole } from './store.ts';

/** The name of the sandbox's profile in its configuration file. */
export const PROFILE = 'SANDBOX';

/** A key whose signatures are taken. */
export interface TrustedKey {
  /** Who signs, as the `keyId` of a signature has it: a user with a key, or `ST$` and a token. */
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

/** A key pair for one run of a sandbox: the private one stands in a file, the public one nowhere. */
export interface SigningKey extends TrustedKey {
  readonly fingerprint: string;
  readonly privateKeyPem: string;
}

/** Makes the key of the user who signs. The fingerprint is that of Oracle: MD5 over the public key in DER form. */
export function newSigningKey({ tenancy, userId }: State): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const digest = createHash('md5').update(der).digest('hex');
  const fingerprint = (digest.match(/../g) ?? []).join(':');
  return {
    keyId: `${tenancy.id}/${userId}/${fingerprint}`,
    publicKey,
    fingerprint,
    privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** Where the configuration file of a sandbox in `folder` stands. */
export function configPath(folder: string): string {
  return join(folder, 'config');
}

/** Writes the configuration file and the private key, both for their owner's eyes only. */
export function writeProfile(folder: string, state: State, key: SigningKey, url: string): void {
  const keyFile = keyPath(folder);
  writeWhole(keyFile, key.privateKeyPem, 0o600);
  const home = state.regions.find(({ isHomeRegion }) => isHomeRegion);
  const lines = [
    '# A sandbox of OCI Policy on this machine: no tenancy of Oracle Cloud stands behind this profile.',
    '# It is written anew, with another key, whenever the sandbox starts.',
    `[${PROFILE}]`,
    `user=${state.userId}`,
    `fingerprint=${key.fingerprint}`,
    `tenancy=${state.tenancy.id}`,
    `region=${home?.regionName ?? ''}`,
    `key_file=${keyFile}`,
    `${ENDPOINT_KEY}=${url}`,
  ];
  writeWhole(configPath(folder), `${lines.join('\n')}\n`, 0o600);
}

/** Where the sandbox listens that wrote the profile of a folder; undefined when there is none, or when it is no address of this machine. */
export function endpointIn(folder: string): string | undefined {
  try {
    const config = readFileSync(configPath(folder), 'utf8');
    return new RegExp(`^${ENDPOINT_KEY}=(http://127\\.0\\.0\\.1:\\d+)$`, 'm').exec(config)?.[1];
  } catch {
    return undefined;
  }
}

/** Takes away the profile and its key: nobody answers to them any more. */
export function removeProfile(folder: string): void {
  rmSync(configPath(folder), { force: true });
  rmSync(keyPath(folder), { force: true });
}

function keyPath(folder: string): string {
  return join(folder, 'key.pem');
}
