import { expectAssignable, expectError, expectNotAssignable, expectType } from "tsd";
import {
  CompareScore,
  createClient,
  type DocumentSection,
  type Flow,
  type FlowBody,
  FlowVersion,
  flow,
  InvalidFlowError,
  type Issue,
  LivenessScore,
  type LivenessSection,
  type LoginFlow,
  LoginLivenessScore,
  type LoginSection,
  loginFlow,
  MaxAttempts,
  ObjectId,
  type Outcome,
  type RequestError,
  SearchScore,
  type SecuritySection,
  type SignUpFormSection,
  type StoredFlow,
  type StoredFlows,
  type StoredLoginFlow,
  type SubmitError,
  type Updated,
  WebUrl,
} from "verifik-flow";

declare const number: number;
declare const text: string;
declare const boolean: boolean;
declare const json: unknown;
declare const document: DocumentSection;
declare const liveness: LivenessSection;
declare const signUpForm: SignUpFormSection;
declare const security: SecuritySection;

// What a flow lacks travels in its type.
const start = flow();
const onboarding = start.project("507f1f77bcf86cd799439013");
expectType<Flow<"project">>(start);
expectType<Flow<"project">>(start.status("active").steps({ form: "skip" }));
expectType<Flow>(onboarding);
expectType<Flow>(onboarding.document((document) => document.usePassport()));
expectType<Flow<"project">>(
  start.when(boolean, (flow) => flow.project("507f1f77bcf86cd799439013")),
);
expectType<Flow>(onboarding.when(boolean, (flow) => flow.status("draft")));
expectAssignable<Flow<"project">>(onboarding);
expectNotAssignable<Flow>(start);

// Only a complete flow is built and sent.
expectType<FlowBody>(onboarding.build());
expectType<Promise<StoredFlow>>(onboarding.submit({ token: text }));
expectError(start.build());
expectError(start.submit());
expectError(onboarding.submit({ tokn: text }));

// Taking the project back makes the flow incomplete again.
expectType<Flow<"project">>(onboarding.without("project"));
expectType<Flow<"project">>(onboarding.without("status", "project"));
expectType<Flow>(onboarding.without("status", "document"));
expectType<Flow>(onboarding.without("project").project("507f1f77bcf86cd799439013"));
expectError(onboarding.without("project").submit());
expectError(onboarding.without());
expectError(onboarding.without("projct"));
expectType<DocumentSection>(document.without("minScore", "usePassport"));
expectError(document.without("searchMode"));

// A login flow is a flow of its own, with its own bounds and brands.
declare const login: LoginSection;
const access = loginFlow().project("507f1f77bcf86cd799439013");
expectType<LoginFlow<"project">>(loginFlow());
expectType<LoginFlow>(access);
expectType<Promise<StoredLoginFlow>>(access.submit());
expectError(loginFlow().submit());
expectNotAssignable<Flow>(access);
expectNotAssignable<LoginFlow>(onboarding);
expectType<"login">(access.build().type);
expectType<number | undefined>(access.build().loginSettings?.livenessMinScore);
login.minScore(0.51).minScore(0.9).searchMinScore(0.7).searchMinScore(0.95);
login.minScore(LoginLivenessScore(number));
expectError(login.minScore(0.50999));
expectError(login.minScore(0.90001));
expectError(login.searchMinScore(0.69));
expectError(login.searchMinScore(0.951));
expectError(login.minScore(LivenessScore(number)));
expectError(document.minScore(LoginLivenessScore(number)));
expectError(access.security((security) => security.strategy("blacklist")));
expectError(onboarding.security((security) => security.strategy("whitelist")));

// A batch may have flows of several types; each is stored as what it is.
const client = createClient();
expectType<Promise<readonly PromiseSettledResult<StoredFlow>[]>>(
  client.submitAll([onboarding, onboarding]),
);
expectType<Promise<readonly PromiseSettledResult<StoredFlow | StoredLoginFlow>[]>>(
  client.submitAll([onboarding, access]),
);
expectError(client.submitAll([onboarding, start]));

// Presets are plain functions, and keep what a flow lacks.
const strict = <Missing extends "project">(flow: Flow<Missing>) =>
  flow.document((document) => document.minScore(0.9));
expectType<Flow>(onboarding.pipe(strict));
expectType<Flow<"project">>(start.pipe(strict));
expectType<FlowBody>(onboarding.pipe((flow) => flow.build()));
expectError(start.pipe((flow: Flow) => flow));

// Each section has its own setters, and its callback has to return it.
expectType<DocumentSection>(document.minScore(0.67).maxAttempts(5).usePassport());
expectError(document.searchMode("FAST"));
expectError(onboarding.document(() => liveness));
expectError(
  onboarding.document((document) => {
    document.usePassport();
  }),
);

// A literal is judged by the compiler; both bounds are in.
document.minScore(0.5).minScore(1);
liveness.minScore(0.5).searchMinScore(0.3).searchMinScore(1);
document.maxAttempts(3).maxAttempts(10);
expectError(document.minScore(0.49999999));
expectError(document.minScore(1.0000001));
expectError(document.minScore(5e-7));
expectError(document.minScore(-0.5));
expectError(liveness.minScore(0.4999));
expectError(liveness.searchMinScore(0.2999));
expectError(document.maxAttempts(2));
expectError(document.maxAttempts(11));
expectError(document.maxAttempts(3.5));

// A union is judged member by member.
declare const inside: 0.5 | 0.75 | 1;
declare const half: 0.4 | 0.6;
document.minScore(inside);
expectError(document.minScore(half));

// Anything else passes through its own guard.
document.minScore(CompareScore(number)).maxAttempts(MaxAttempts(number));
liveness.minScore(LivenessScore(number)).searchMinScore(SearchScore(number));
start.project(ObjectId(text)).redirectUrl(WebUrl(text)).version(FlowVersion(number));
expectError(document.minScore(number));
expectError(document.minScore(LivenessScore(0.6)));
expectError(document.maxAttempts(number));
expectError(start.project(text));
expectError(start.redirectUrl(text));
expectError(start.redirectUrl(`https://${text}`));
expectError(CompareScore("0.7"));

// What is no number or no string at all is refused too; any and never pass, and meet the guard.
expectError(document.minScore("0.7"));
expectError(document.minScore(null));
expectError(document.minScore(1n));
expectError(start.project(5));
// biome-ignore lint/suspicious/noExplicitAny: it is what is tested
declare const anything: any;
declare const nothing: never;
document.minScore(anything).minScore(nothing);
start.project(anything).project(nothing);

// Booleans may be left out, but not be undefined.
document.usePassport().usePassport(false).usePassport(boolean);
expectError(document.usePassport(undefined));
expectError(document.usePassport("true"));

// Words are completed and checked; lists are lists of text.
signUpForm
  .emailGateway("mailgun")
  .extraFields([])
  .extraFields(["nickname"] as const);
security.source("API").apiUrl("https://example.com/users").apiTestValue(text);
expectError(signUpForm.emailGateway("sendgrid"));
expectError(signUpForm.extraFields("nickname"));
expectError(signUpForm.extraFields([5]));
expectError(start.status(text));
expectError(start.steps({ selfie: "skip" }));
expectError(start.steps({ form: "later" }));

// Guards narrow, and tell their bounds.
if (CompareScore.is(json)) document.minScore(json);
expectType<0.5>(CompareScore.min);
expectType<1>(CompareScore.max);
expectType<3>(MaxAttempts.min);
expectType<10>(MaxAttempts.max);

// Bodies and stored flows are typed.
const body = onboarding.build();
expectType<"onboarding">(body.type);
expectType<string>(body.project);
expectType<"draft" | "active" | "paused" | undefined>(body.status);
expectType<number | undefined>(body.onboardingSettings?.document?.compareMinScore);
declare const stored: StoredFlow;
expectType<string>(stored._id);
expectType<boolean | null | undefined>(stored.onboardingSettings?.document?.usePassport);
expectAssignable<string | null | undefined>(stored.status);
expectError(stored.stauts);

// Errors carry data.
declare const error: SubmitError;
expectType<Outcome>(error.outcome);
expectType<number | undefined>(error.status);
expectType<readonly Issue[]>(new InvalidFlowError([]).issues);

// A client can't be spread: it would lose its token.
expectError(onboarding.submit({ ...client, timeout: 5 }));
expectError(createClient({ ...client, timeout: 5 }));
expectAssignable<Promise<StoredFlow>>(onboarding.submit(client));

// What is asked of stored flows: a literal id is judged, and other ids pass through their guard.
type AnyStored = StoredFlow | StoredLoginFlow;
expectType<Promise<AnyStored>>(client.get("507f1f77bcf86cd799439011"));
expectType<Promise<AnyStored>>(client.get(ObjectId(text)));
expectType<Promise<"deleted" | "already-gone">>(client.delete("507f1f77bcf86cd799439011"));
expectType<Promise<AnyStored>>(client.setStatus(ObjectId(text), "paused"));
expectType<Promise<Updated<StoredFlow>>>(client.update(ObjectId(text), onboarding));
expectType<Promise<Updated<StoredLoginFlow>>>(client.update(ObjectId(text), access));
expectError(client.get(text));
expectError(client.get(""));
expectError(client.get("507f1f77bcf86cd79943901"));
expectError(client.delete("507f1f77bcf86cd79943901z"));
expectError(client.delete(text));
expectError(client.update(text, onboarding));
expectError(client.update("507f1f77bcf86cd799439011", start));
expectError(client.update("507f1f77bcf86cd799439011", onboarding.build()));
expectError(client.setStatus("507f1f77bcf86cd799439011", "stopped"));
expectType<AsyncGenerator<AnyStored, void, undefined>>(client.list());
expectType<AsyncGenerator<StoredLoginFlow, void, undefined>>(client.list({ type: "login" }));
expectType<AsyncGenerator<StoredFlow, void, undefined>>(
  client.list({ type: "onboarding", project: ObjectId(text), status: "active" }),
);
client.list({ project: "507f1f77bcf86cd799439013" });
expectError(client.list({ project: text }));
expectError(client.list({ project: "5" }));
expectError(client.list({ type: "smartlink" }));
expectError(client.list({ status: undefined }));
expectAssignable<AnyStored>({} as StoredFlows["login"]);

// Every error of a submit is one of a request.
expectAssignable<RequestError>({} as SubmitError);
expectNotAssignable<SubmitError>({} as RequestError);
expectError(onboarding.submit({ requestsPerMinute: 50 }));
createClient({ requestsPerMinute: 50 });
