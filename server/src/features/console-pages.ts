import { tableOf } from '../catalog/table.ts';
import { loadCatalog } from '../catalog/catalog.ts';
import { ocidOf } from '../language/names.ts';

/**
 * The page of Oracle's console that shows what an OCID names; undefined where none is known.
 *
 * Pages of the commercial realm only, since the other realms have consoles of their own; and only of types that a page shows by
 * the OCID alone (a user, a group or a dynamic group stands below its identity domain, a secret below its vault).
 * @param text an OCID, without quotes
 */
export function consolePage(text: string): string | undefined {
  const ocid = ocidOf(text);
  const place = ocid?.realm === 'oc1' ? PLACES.get(ocid.type) : undefined;
  if (ocid === undefined || place === undefined) return undefined;
  const page = `https://cloud.oracle.com/${place}/${text}`;
  if (ocid.region === '') return page;
  return `${page}?region=${loadCatalog().region(ocid.region)?.name ?? ocid.region}`;
}

/**
 * Places in the console by the types of OCIDs. Oracle documents no such list; these are the addresses that Oracle's own
 * published code and workshops give: its SDK for data scientists (Data Science), its cloud tools for NetBeans (instances, databases,
 * vaults), its LiveLabs (compartments), and what Oracle Database reports of itself in other clouds (networks).
 */
const PLACES: ReadonlyMap<string, string> = tableOf<string>({
  ...{ compartment: 'identity/compartments', vault: 'security/kms/vaults' },
  ...{ instance: 'compute/instances', autonomousdatabase: 'db/adbs', vcn: 'networking/vcns' },
  ...{ datasciencenotebooksession: 'data-science/notebook-sessions' },
  ...{
    datasciencemodel: 'data-science/models',
    datasciencemodelversionset: 'data-science/model-version-sets',
  },
  ...{ datasciencemodeldeployment: 'data-science/model-deployments' },
  ...{ datasciencejob: 'data-science/jobs', datasciencejobrun: 'data-science/job-runs' },
});
