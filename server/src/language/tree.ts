import type { Token } from './scan.ts';

/**
 * The tree of one item. Offsets are UTF-16 code units from the item's first character; every word of the text
 * that means something is a leaf. A test holds these types against those that Langium generates.
 */
export type Leaf = Token;

export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ItemTree = Statement | PolicyHead | BlockEnd | DynamicGroup | TagNamespace | Test;
export type Statement = Grant | Define | Endorse | Admit;

/** `allow …` and `deny …`. */
export interface Grant extends Span {
  readonly type: 'Grant';
  readonly effect: Leaf;
  readonly subject: Subject;
  readonly grant: VerbGrant | PermissionSet;
  readonly location: Location;
  readonly condition?: Condition;
}

export interface Define extends Span {
  readonly type: 'Define';
  readonly kind: Leaf;
  /** An identity domain and a name, or a name alone. */
  readonly name: readonly Leaf[];
  readonly id?: Leaf;
  readonly ocid: Leaf;
}

export interface Endorse extends Span {
  readonly type: 'Endorse';
  readonly deny?: Leaf;
  readonly subject: Subject;
  readonly grant?: VerbGrant | PermissionSet;
  readonly location?: Location;
  readonly association?: Association;
  readonly condition?: Condition;
}

export interface Admit extends Span {
  readonly type: 'Admit';
  readonly deny?: Leaf;
  readonly subject: Subject;
  readonly from?: Location;
  readonly grant?: VerbGrant | PermissionSet;
  readonly location?: Location;
  readonly association?: Association;
  readonly condition?: Condition;
}

export interface Association extends Span {
  readonly type: 'Association';
  readonly resourceType: Leaf;
  readonly location: Location;
  readonly withResourceType: Leaf;
  readonly withLocation: Location;
}

export type Subject = AnySubject | NamedSubject | ResourceSubject;
export interface AnySubject extends Span {
  readonly type: 'AnySubject';
  readonly kind: Leaf;
}
export interface NamedSubject extends Span {
  readonly type: 'NamedSubject';
  readonly kind: Leaf;
  readonly principals: readonly Principal[];
}
export interface ResourceSubject extends Span {
  readonly type: 'ResourceSubject';
  readonly kind: Leaf;
  readonly resourceKind: Leaf;
  readonly instance: QualifiedName;
}
export interface Principal extends Span {
  readonly type: 'Principal';
  /** The word `id`; then `name` is one leaf, an OCID. */
  readonly id?: Leaf;
  /** An identity domain and a name, or a name alone. */
  readonly name: readonly Leaf[];
}
export interface QualifiedName extends Span {
  readonly type: 'QualifiedName';
  readonly name: readonly Leaf[];
}

export interface VerbGrant extends Span {
  readonly type: 'VerbGrant';
  readonly verb: Leaf;
  readonly resourceType: Leaf;
}
export interface PermissionSet extends Span {
  readonly type: 'PermissionSet';
  readonly permissions: readonly Leaf[];
}

export type Location = TenancyLocation | CompartmentLocation;
export interface TenancyLocation extends Span {
  readonly type: 'TenancyLocation';
  /** `tenancy` or `any-tenancy`. */
  readonly kind: Leaf;
  readonly alias?: Leaf;
}
export interface CompartmentLocation extends Span {
  readonly type: 'CompartmentLocation';
  readonly kind: Leaf;
  readonly id?: Leaf;
  readonly path: readonly Leaf[];
  readonly alias?: Leaf;
}

export type Condition = Combination | Comparison | Presence | Call;
export interface Combination extends Span {
  readonly type: 'Combination';
  /** `any` or `all`. */
  readonly operator: Leaf;
  readonly conditions: readonly Condition[];
}
export interface Comparison extends Span {
  readonly type: 'Comparison';
  readonly variable: Leaf;
  /** The word `not` before `in`. */
  readonly negated?: Leaf;
  readonly operator: Leaf;
  /** One operand; two after `between`; one or more after `in`. */
  readonly values: readonly Leaf[];
}
export interface Presence extends Span {
  readonly type: 'Presence';
  /** `!` or `not`. */
  readonly negated?: Leaf;
  readonly variable: Leaf;
}
export interface Call extends Span {
  readonly type: 'Call';
  readonly function: Leaf;
  readonly arguments: readonly Leaf[];
}

export interface PolicyHead extends Span {
  readonly type: 'PolicyHead';
  readonly name: Leaf;
  readonly locations: readonly Location[];
  readonly descriptions: readonly Leaf[];
}
export interface BlockEnd extends Span {
  readonly type: 'BlockEnd';
  readonly brace: Leaf;
}
export interface DynamicGroup extends Span {
  readonly type: 'DynamicGroup';
  readonly name: readonly Leaf[];
  readonly descriptions: readonly Leaf[];
  readonly tags: readonly TagValue[];
  readonly rule: Condition;
}
export interface TagValue extends Span {
  readonly type: 'TagValue';
  readonly key: Leaf;
  readonly value: Leaf;
}
export interface TagNamespace extends Span {
  readonly type: 'TagNamespace';
  readonly name: Leaf;
  readonly locations: readonly Location[];
  readonly descriptions: readonly Leaf[];
  readonly keys: readonly TagKey[];
}
export interface TagKey extends Span {
  readonly type: 'TagKey';
  readonly name: Leaf;
  readonly description?: Leaf;
}

export interface Test extends Span {
  readonly type: 'Test';
  readonly name: Leaf;
  readonly cases: readonly TestCase[];
}
export interface TestCase extends Span {
  readonly type: 'TestCase';
  readonly actor: UserActor | ResourceActor | OtherActor;
  /** The tenancy of who asks, where that is another one: by what `define` calls it, or by its OCID. */
  readonly tenancy: Leaf | undefined;
  readonly expectations: readonly Expectation[];
}
export interface UserActor extends Span {
  readonly type: 'UserActor';
  readonly name: Leaf;
  readonly groups: readonly QualifiedName[];
}
export interface ResourceActor extends Span {
  readonly type: 'ResourceActor';
  readonly resourceKind: Leaf;
  readonly attributes: readonly Attribute[];
}
export interface OtherActor extends Span {
  readonly type: 'OtherActor';
  readonly kind: Leaf;
  readonly name: QualifiedName;
}
export interface Attribute extends Span {
  readonly type: 'Attribute';
  readonly key: Leaf;
  readonly value: Leaf;
}
export interface Expectation extends Span {
  readonly type: 'Expectation';
  /** `can` or `cannot`. */
  readonly outcome: Leaf;
  readonly action: Leaf;
  readonly location?: Location;
  readonly facts: readonly Attribute[];
}

export type TreeNode =
  | ItemTree
  | Association
  | Subject
  | Principal
  | QualifiedName
  | VerbGrant
  | PermissionSet
  | Location
  | Condition
  | TagValue
  | TagKey
  | TestCase
  | UserActor
  | ResourceActor
  | OtherActor
  | Attribute
  | Expectation;
