// Generated from the OpenAPI document by `npm run api`; do not edit.

export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Accounts
         * @description List everybody by login name.
         */
        get: operations["list_accounts"];
        put?: never;
        /**
         * Add Account
         * @description Add a person; the answer holds the generated password once.
         */
        post: operations["add_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Account
         * @description Set what a person is called, what they may do and where they belong.
         */
        patch: operations["change_account"];
        trace?: never;
    };
    "/api/accounts/{account_id}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Deactivate Account
         * @description Close an account: its logins end and its tokens stop working.
         */
        post: operations["deactivate_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/reactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reactivate Account
         * @description Open a closed account again.
         */
        post: operations["reactivate_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{account_id}/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Password
         * @description Generate another password for a person; every login of theirs ends.
         */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/aes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Aes
         * @description List the AEs of all clinics.
         */
        get: operations["list_aes"];
        put?: never;
        /**
         * Add Ae
         * @description Let a device of a clinic send, and send reports to it if it listens.
         */
        post: operations["add_ae"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/aes/{ae_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Ae
         * @description Let a device send no more.
         */
        delete: operations["remove_ae"];
        options?: never;
        head?: never;
        /**
         * Change Ae
         * @description Set how a device calls and where it listens.
         */
        patch: operations["change_ae"];
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Audit Events
         * @description List events, newest first, filtered by who, what, where and what was done.
         */
        get: operations["list_audit_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clinics
         * @description List clinics by name.
         */
        get: operations["list_clinics"];
        put?: never;
        /**
         * Add Clinic
         * @description Take on a clinic.
         */
        post: operations["add_clinic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clinics/{clinic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename Clinic
         * @description Give a clinic another name.
         */
        patch: operations["rename_clinic"];
        trace?: never;
    };
    "/api/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Credentials
         * @description List what everybody may read.
         */
        get: operations["list_credentials"];
        put?: never;
        /**
         * Add Credential
         * @description Let a specialist read a modality.
         */
        post: operations["add_credential"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/credentials/{credential_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Credential
         * @description Let a specialist read it no longer.
         */
        delete: operations["remove_credential"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Departments
         * @description List departments by name.
         */
        get: operations["list_departments"];
        put?: never;
        /**
         * Add Department
         * @description Add a department.
         */
        post: operations["add_department"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/{department_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Rename Department
         * @description Give a department another name.
         */
        patch: operations["rename_department"];
        trace?: never;
    };
    "/api/duties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Duties
         * @description List everybody's shifts in the order of the week.
         */
        get: operations["list_duties"];
        put?: never;
        /**
         * Add Duty
         * @description Give a specialist a weekly shift.
         */
        post: operations["add_duty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/duties/{duty_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Duty
         * @description Take a weekly shift off the rota.
         */
        delete: operations["remove_duty"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Partnerships
         * @description List which departments read what for whom.
         */
        get: operations["list_partnerships"];
        put?: never;
        /**
         * Add Partnership
         * @description Let a department read a modality for a clinic.
         */
        post: operations["add_partnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/partnerships/{partnership_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Partnership
         * @description Let a department read a modality for a clinic no longer.
         */
        delete: operations["remove_partnership"];
        options?: never;
        head?: never;
        /**
         * Change Partnership
         * @description Set whether one signature is enough from now on.
         */
        patch: operations["change_partnership"];
        trace?: never;
    };
    "/api/return-routes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Return Routes
         * @description List the ways home.
         */
        get: operations["list_return_routes"];
        put?: never;
        /**
         * Add Return Route
         * @description Send a clinic's reports to one of its AEs, beside its page.
         */
        post: operations["add_return_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-routes/{route_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Return Route
         * @description Send no more reports to an AE.
         */
        delete: operations["remove_return_route"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Session
         * @description Say who is logged in.
         */
        get: operations["show_session"];
        put?: never;
        /**
         * Log In
         * @description Log in; the answer sets the session's cookie.
         */
        post: operations["log_in"];
        /**
         * Log Out
         * @description End this login.
         */
        delete: operations["log_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Take another password; every login of the person ends, this one too.
         */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sites
         * @description List the Sites of all clinics.
         */
        get: operations["list_sites"];
        put?: never;
        /**
         * Add Site
         * @description Add a Site to a clinic.
         */
        post: operations["add_site"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Site
         * @description Set what a Site is called and how its devices tell time and write text.
         */
        patch: operations["change_site"];
        trace?: never;
    };
    "/api/terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Terms
         * @description List clinics' own terms; the default holds where there is none.
         */
        get: operations["list_terms"];
        put?: never;
        /**
         * Set Term
         * @description Set a clinic's own term.
         */
        post: operations["set_term"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/terms/{term_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Term
         * @description Go back to the default term.
         */
        delete: operations["remove_term"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tokens
         * @description List everybody's bearer tokens, newest first.
         */
        get: operations["list_tokens"];
        put?: never;
        /**
         * Create Token
         * @description Make a bearer token; the answer holds it once.
         */
        post: operations["create_token"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Token
         * @description Let a bearer token work no longer.
         */
        delete: operations["revoke_token"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description Say that the process lives.
         */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Return the figures, to a program on this machine or to an admin.
         */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description Say whether database and store answer and the tables are of this version.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountChange
         * @description What a person is called, what they may do and where they belong.
         */
        AccountChange: {
            /** Clinic Id */
            clinic_id?: string | null;
            /** Department Id */
            department_id?: string | null;
            /** Display Name */
            display_name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * AccountIn
         * @description A new person; their password is generated.
         */
        AccountIn: {
            /** Clinic Id */
            clinic_id?: string | null;
            /** Department Id */
            department_id?: string | null;
            /** Display Name */
            display_name: string;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * AccountOut
         * @description A person who can log in.
         */
        AccountOut: {
            /** Clinic Id */
            clinic_id: string | null;
            /** Clinic Name */
            clinic_name: string | null;
            /** Department Id */
            department_id: string | null;
            /** Department Name */
            department_name: string | null;
            /** Display Name */
            display_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Active */
            is_active: boolean;
            /** Name */
            name: string;
            /** Roles */
            roles: components["schemas"]["Role"][];
        };
        /**
         * AccountWithPassword
         * @description A person and the password to hand over; it is told this once.
         */
        AccountWithPassword: {
            account: components["schemas"]["AccountOut"];
            /** Password */
            password: string;
        };
        /**
         * AEIn
         * @description A new AE of a clinic's Site; of its first one unless a Site is named.
         */
        AEIn: {
            /** Ae Title */
            ae_title: string;
            /** Called Ae Title */
            called_ae_title?: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Host */
            host?: string | null;
            /** Issuer Of Patient Id */
            issuer_of_patient_id?: string | null;
            /** Network */
            network?: string | null;
            /** Port */
            port?: number | null;
            /** Site Name */
            site_name?: string | null;
        };
        /**
         * AEOut
         * @description An Application Entity of a Site.
         */
        AEOut: {
            /** Ae Title */
            ae_title: string;
            /** Called Ae Title */
            called_ae_title: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Host */
            host: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Issuer Of Patient Id */
            issuer_of_patient_id: string;
            /** Network */
            network: string | null;
            /** Port */
            port: number | null;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
        };
        /**
         * AuditEventOut
         * @description Who did what to what; `seal_number` is null while no seal covers it.
         */
        AuditEventOut: {
            /** Account Id */
            account_id: string | null;
            /** Account Name */
            account_name: string | null;
            /** Action */
            action: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Clinic Id */
            clinic_id: string | null;
            /** Detail */
            detail: {
                [key: string]: string | number | boolean | null;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Seal Number */
            seal_number: number | null;
            /** Subject Id */
            subject_id: string | null;
            /** Subject Kind */
            subject_kind: string;
        };
        /**
         * AuditPage
         * @description One page of events, newest first; ask again with `before` set to `next_before`.
         */
        AuditPage: {
            /** Events */
            events: components["schemas"]["AuditEventOut"][];
            /** Next Before */
            next_before: string | null;
        };
        /**
         * CallingIn
         * @description How an AE calls and where it listens; None for what does not matter.
         */
        CallingIn: {
            /** Called Ae Title */
            called_ae_title?: string | null;
            /** Host */
            host?: string | null;
            /** Issuer Of Patient Id */
            issuer_of_patient_id?: string | null;
            /** Network */
            network?: string | null;
            /** Port */
            port?: number | null;
        };
        /**
         * ClinicIn
         * @description A new clinic; its key is made of its name unless given, and one Site comes with it.
         */
        ClinicIn: {
            /** Default Character Set */
            default_character_set?: string | null;
            /** Key */
            key?: string | null;
            /** Name */
            name: string;
            /**
             * Time Zone
             * @default Asia/Shanghai
             */
            time_zone: string;
        };
        /**
         * ClinicOut
         * @description A partner that sends studies and receives reports.
         */
        ClinicOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Key */
            key: string;
            /** Name */
            name: string;
        };
        /**
         * CredentialIn
         * @description A specialist is to read a modality in one part.
         */
        CredentialIn: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Body Part
             * @default
             */
            body_part: string;
            modality: components["schemas"]["Modality"];
            part: components["schemas"]["Part"];
        };
        /**
         * CredentialOut
         * @description A specialist may read a modality in one part; an empty body part means all.
         */
        CredentialOut: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Body Part */
            body_part: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            modality: components["schemas"]["Modality"];
            part: components["schemas"]["Part"];
        };
        /**
         * Credentials
         * @description What a person types to log in.
         */
        Credentials: {
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * DepartmentOut
         * @description A group of specialists at the district hospital.
         */
        DepartmentOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * DutyIn
         * @description A new weekly shift; an end at or before its start runs past midnight.
         */
        DutyIn: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Ends
             * Format: time
             */
            ends: string;
            /**
             * Starts
             * Format: time
             */
            starts: string;
            /**
             * Time Zone
             * @default Asia/Shanghai
             */
            time_zone: string;
            /** Weekday */
            weekday: number;
        };
        /**
         * DutyOut
         * @description A weekly shift; weekday 0 is Monday, times are wall clock of the zone.
         */
        DutyOut: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Ends
             * Format: time
             */
            ends: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Starts
             * Format: time
             */
            starts: string;
            /** Time Zone */
            time_zone: string;
            /** Weekday */
            weekday: number;
        };
        /**
         * Health
         * @description The process lives.
         */
        Health: {
            /**
             * Status
             * @default ok
             * @constant
             */
            status: "ok";
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * Modality
         * @description The kinds of study that are read, coarser than Modality (0008,0060).
         * @enum {string}
         */
        Modality: "xray" | "ultrasound" | "ecg" | "other";
        /**
         * NameIn
         * @description Another name.
         */
        NameIn: {
            /** Name */
            name: string;
        };
        /**
         * NewToken
         * @description A bearer token to hand over; it is told this once.
         */
        NewToken: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Token */
            token: string;
        };
        /**
         * Part
         * @description Which of the two signatures a specialist works towards.
         * @enum {string}
         */
        Part: "author" | "reviewer";
        /**
         * PartnershipChange
         * @description Whether one signature is enough.
         */
        PartnershipChange: {
            /** Single Signature */
            single_signature: boolean;
        };
        /**
         * PartnershipIn
         * @description A department is to read a modality for a clinic.
         */
        PartnershipIn: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Department Id
             * Format: uuid
             */
            department_id: string;
            modality: components["schemas"]["Modality"];
            /**
             * Single Signature
             * @default false
             */
            single_signature: boolean;
        };
        /**
         * PartnershipOut
         * @description Which department reads a modality for a clinic.
         */
        PartnershipOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Department Id
             * Format: uuid
             */
            department_id: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            modality: components["schemas"]["Modality"];
            /** Single Signature */
            single_signature: boolean;
        };
        /**
         * PasswordChange
         * @description What a person types to have another password.
         */
        PasswordChange: {
            /**
             * New Password
             * Format: password
             */
            new_password: string;
            /**
             * Old Password
             * Format: password
             */
            old_password: string;
        };
        /**
         * Priority
         * @description How soon the clinic needs the answer.
         * @enum {string}
         */
        Priority: "routine" | "emergency";
        /**
         * Readiness
         * @description What answers.
         */
        Readiness: {
            /**
             * Database
             * @enum {string}
             */
            database: "ok" | "unavailable";
            /**
             * Migrations
             * @enum {string}
             */
            migrations: "current" | "outdated" | "unknown";
            /**
             * Store
             * @enum {string}
             */
            store: "ok" | "unavailable";
        };
        /**
         * ReturnRouteIn
         * @description Reports are to go to an AE of the clinic too.
         */
        ReturnRouteIn: {
            /**
             * Ae Id
             * Format: uuid
             */
            ae_id: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
        };
        /**
         * ReturnRouteOut
         * @description A way home for a clinic's reports.
         */
        ReturnRouteOut: {
            /** Ae Id */
            ae_id: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["RouteKind"];
        };
        /**
         * Role
         * @description What a person may do; one person may have several.
         * @enum {string}
         */
        Role: "technician" | "township_doctor" | "author" | "reviewer" | "admin";
        /**
         * RouteKind
         * @description The ways home.
         * @enum {string}
         */
        RouteKind: "page" | "dicom";
        /**
         * SessionOut
         * @description Who is logged in; the token goes into the X-CSRF-Token header of changing requests.
         */
        SessionOut: {
            account: components["schemas"]["AccountOut"];
            /** Csrf Token */
            csrf_token: string | null;
            /** Expires At */
            expires_at: string | null;
        };
        /**
         * SiteChange
         * @description What a Site is called and how its devices tell time and write text.
         */
        SiteChange: {
            /** Default Character Set */
            default_character_set?: string | null;
            /** Name */
            name: string;
            /**
             * Time Zone
             * @default Asia/Shanghai
             */
            time_zone: string;
        };
        /**
         * SiteIn
         * @description A new Site of a clinic.
         */
        SiteIn: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Default Character Set */
            default_character_set?: string | null;
            /** Name */
            name: string;
            /**
             * Time Zone
             * @default Asia/Shanghai
             */
            time_zone: string;
        };
        /**
         * SiteOut
         * @description One physical place of a clinic.
         */
        SiteOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Default Character Set */
            default_character_set: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * TermIn
         * @description A clinic's own term; it replaces the one before.
         */
        TermIn: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Minutes */
            minutes: number;
            modality: components["schemas"]["Modality"];
            priority: components["schemas"]["Priority"];
        };
        /**
         * TermOut
         * @description How soon a clinic's studies of a modality and priority are to be signed.
         */
        TermOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Minutes */
            minutes: number;
            modality: components["schemas"]["Modality"];
            priority: components["schemas"]["Priority"];
        };
        /**
         * TokenIn
         * @description Who a program is to act as, and for how many days; for ever unless said.
         */
        TokenIn: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Valid Days */
            valid_days?: number | null;
        };
        /**
         * TokenOut
         * @description A bearer token, without the token itself.
         */
        TokenOut: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Revoked At */
            revoked_at: string | null;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, unknown>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_accounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"][];
                };
            };
        };
    };
    add_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccountChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    deactivate_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reactivate_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWithPassword"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_aes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AEOut"][];
                };
            };
        };
    };
    add_ae: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AEIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AEOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_ae: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ae_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_ae: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ae_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CallingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AEOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_audit_events: {
        parameters: {
            query?: {
                account_id?: string | null;
                action?: string | null;
                before?: string | null;
                clinic_id?: string | null;
                limit?: number;
                subject_id?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_clinics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicOut"][];
                };
            };
        };
    };
    add_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClinicIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rename_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClinicOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_credentials: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialOut"][];
                };
            };
        };
    };
    add_credential: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CredentialIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CredentialOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_credential: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                credential_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_departments: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentOut"][];
                };
            };
        };
    };
    add_department: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rename_department: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                department_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DepartmentOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_duties: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyOut"][];
                };
            };
        };
    };
    add_duty: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DutyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DutyOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_duty: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                duty_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_partnerships: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnershipOut"][];
                };
            };
        };
    };
    add_partnership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnershipIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnershipOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_partnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partnership_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_partnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                partnership_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PartnershipChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PartnershipOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_return_routes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRouteOut"][];
                };
            };
        };
    };
    add_return_route: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRouteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRouteOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_return_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_sites: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOut"][];
                };
            };
        };
    };
    add_site: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_site: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                site_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_terms: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermOut"][];
                };
            };
        };
    };
    set_term: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TermIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TermOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    remove_term: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                term_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenOut"][];
                };
            };
        };
    };
    create_token: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    revoke_token: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
}
