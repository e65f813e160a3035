import type {
  basicInformationFields,
  documentFields,
  livenessFields,
  securityFields,
  signUpFormFields,
  stepFields,
} from "../table/fields.js";
import type { BodyOf } from "./body.js";
import type { Setters } from "./setters.js";

/** What the sign-up form asks for. */
export interface SignUpFormSection extends Setters<typeof signUpFormFields, SignUpFormSection> {}

/** What applicants tell about themselves. */
export interface BasicInformationSection
  extends Setters<typeof basicInformationFields, BasicInformationSection> {}

/** Which documents are accepted and how they are validated. */
export interface DocumentSection extends Setters<typeof documentFields, DocumentSection> {}

/** How sure it must be that the applicant is a living person, and not someone known. */
export interface LivenessSection extends Setters<typeof livenessFields, LivenessSection> {}

/** Who is kept out. */
export interface SecuritySection extends Setters<typeof securityFields, SecuritySection> {}

/** Which steps applicants go through, and which they may leave out. */
export type Steps = {
  readonly [Step in keyof typeof stepFields]?: BodyOf<typeof stepFields>[Step];
};
