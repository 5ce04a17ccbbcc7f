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
    "/api/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Amendments
         * @description List the open amendments that the caller writes, or may approve or end.
         */
        get: operations["get_amendments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/amendments/{amendment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Amendment
         * @description Show an amendment beside the version that it follows.
         */
        get: operations["get_amendment"];
        /**
         * Write Amendment
         * @description Keep what its author typed.
         */
        put: operations["write_amendment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/amendments/{amendment_id}/abandon": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Abandon Amendment
         * @description End it unsigned; the signed report stands as it is.
         */
        post: operations["abandon_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/amendments/{amendment_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return Amendment
         * @description Give it back to its author with a reason.
         */
        post: operations["return_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/amendments/{amendment_id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Amendment
         * @description Approve it as another person, or write and approve where one signature is enough: the version is made.
         */
        post: operations["sign_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/amendments/{amendment_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit Amendment
         * @description Sign it as its author and hand it to another person.
         */
        post: operations["submit_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/clinics/{clinic_id}/critical-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Plan
         * @description Return whom a clinic wants to be called.
         */
        get: operations["get_critical_plan"];
        /**
         * Put Critical Plan
         * @description Keep whom a clinic wants to be called.
         */
        put: operations["put_critical_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commitment-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Commitment Reports
         * @description List requests of devices for storage commitment, the newest first.
         */
        get: operations["get_commitment_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/commitment-reports/{commitment_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Commitment Report
         * @description Call a device now that did not take its report.
         */
        post: operations["retry_commitment_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/critical-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Counts
         * @description Count the findings that are open.
         */
        get: operations["get_critical_counts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-criteria/{province}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Criteria
         * @description Return a province's list.
         */
        get: operations["get_critical_criteria"];
        /**
         * Put Critical Criteria
         * @description Keep a province's list.
         */
        put: operations["put_critical_criteria"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Findings
         * @description List findings; with a shift, what was open in it or ended in it.
         */
        get: operations["get_critical_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Finding
         * @description Return one finding with all that was done.
         */
        get: operations["get_critical_finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}/action": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Critical Action
         * @description Keep what was done for the patient.
         */
        post: operations["record_critical_action"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close Critical Finding
         * @description End it.
         */
        post: operations["close_critical_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}/outcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Record Critical Outcome
         * @description Keep how a call to the clinic went.
         */
        post: operations["record_critical_outcome"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}/read-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read Critical Back
         * @description Confirm on the page, at the clinic, what was read, and who acts.
         */
        post: operations["read_critical_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-findings/{critical_finding_id}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Withdraw Critical Finding
         * @description Take back what was raised by mistake.
         */
        post: operations["withdraw_critical_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/critical-provinces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Critical Provinces
         * @description List the provinces that have criteria of their own or a clinic.
         */
        get: operations["get_critical_provinces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deletions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Study Deletions
         * @description List deletions of every state, the newest first.
         */
        get: operations["list_study_deletions"];
        put?: never;
        /**
         * Propose Study Deletion
         * @description Propose to delete a study; another admin has to agree.
         */
        post: operations["propose_study_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deletions/{deletion_id}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approve Study Deletion
         * @description Agree as the second person: the study is gone from now on.
         */
        post: operations["approve_study_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deletions/{deletion_id}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Refuse Study Deletion
         * @description Say no to a deletion, or take one's own proposal back.
         */
        post: operations["refuse_study_deletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Deliveries
         * @description List deliveries, those that did not arrive yet first.
         */
        get: operations["get_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{delivery_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Delivery
         * @description Make a dead or waiting delivery due now.
         */
        post: operations["retry_delivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Dead Deliveries
         * @description Make everything due now that waits for a person.
         */
        post: operations["retry_dead_deliveries"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/undelivered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count Undelivered Reports
         * @description Say how many reports should be home by now and are not.
         */
        get: operations["count_undelivered_reports"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/discrepancies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Discrepancies
         * @description List the open contradictions of the caller's clinics, or those that were resolved.
         */
        get: operations["list_discrepancies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/discrepancies/{discrepancy_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve Discrepancy
         * @description Decide; of two contents of one image the one that is to be read.
         */
        post: operations["resolve_discrepancy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Feedback
         * @description Show the caller what reviewers made of their texts; months are of the given time zone.
         */
        get: operations["get_feedback"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/feedback/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * See Feedback
         * @description Note that the caller has looked at it.
         */
        post: operations["see_feedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwarding-destinations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Destinations
         * @description List destinations, and what got there since a moment, by default a day ago.
         */
        get: operations["get_destinations"];
        put?: never;
        /**
         * Add Destination
         * @description Take on a PACS.
         */
        post: operations["add_destination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwarding-destinations/{destination_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Destination
         * @description Set how a PACS is reached, or pause it.
         */
        put: operations["change_destination"];
        post?: never;
        /**
         * Remove Destination
         * @description Forget a PACS that nothing was sent to.
         */
        delete: operations["remove_destination"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwarding-destinations/{destination_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Destination
         * @description Make everything due that waits for a person at a destination, and call it now.
         */
        post: operations["retry_destination"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwarding-destinations/{destination_id}/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forward Study
         * @description Send what is archived of a Study to a PACS.
         */
        post: operations["forward_study"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwardings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Forwardings
         * @description List forwardings, the newest first.
         */
        get: operations["get_forwardings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forwardings/{forwarding_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Forwarding
         * @description Make a dead or waiting forwarding due now.
         */
        post: operations["retry_forwarding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/hanging-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Hanging Rules
         * @description Return the rules by which the caller's pictures are laid out.
         */
        get: operations["get_hanging_rules"];
        /**
         * Put Hanging Rules
         * @description Keep the caller's own rules.
         */
        put: operations["put_hanging_rules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describe Instance
         * @description Say what an Instance is and how its frames are to be shown, or why they cannot be.
         */
        get: operations["describe_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/document": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Document
         * @description Return the PDF of an Encapsulated PDF Instance, or what a structured report or key object selection says.
         */
        get: operations["get_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/frames/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Frame
         * @description Return one frame, from 1: stored values little endian, or interleaved 8-bit RGB.
         */
        get: operations["get_frame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/lossless/{frame}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lossless Frame
         * @description Return a frame's HTJ2K codestream, from 1; its first bytes, as many as a level says, are a smaller picture.
         */
        get: operations["get_lossless_frame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Original
         * @description Return the DICOM file, its data set bit for bit as received.
         */
        get: operations["get_original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preview
         * @description Return the preview of the first frame; 204 where there is none, or none yet.
         *
         *     It is asked for before anybody knows whether there is one, to save a way
         *     there and back: having none is no error.
         */
        get: operations["get_preview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/preview-clip": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Preview Clip
         * @description Return the preview of a clip with all of its frames.
         */
        get: operations["get_preview_clip"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Render Instance
         * @description Return a frame as a JPEG, or as a PNG for a client that accepts no JPEG.
         *
         *     `window` is centre, width and function, as WADO-RS has it (PS3.18 8.3.5.1.4).
         */
        get: operations["render_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/waveform": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describe Waveform
         * @description Return the groups, channels and annotations of a waveform.
         */
        get: operations["describe_waveform"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/instances/{instance_id}/waveform/{group}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Waveform Samples
         * @description Return the samples of a group, from 1: float32 little endian microvolts, channel after channel.
         *
         *     Compressed they are a third as long, which on 2 Mbit/s is most of a second.
         */
        get: operations["get_waveform_samples"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/keeping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Keeping
         * @description Say how far the archive is re-read and copied, and what waits for a second person or for its previews.
         */
        get: operations["read_keeping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notice-mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notice Mail
         * @description Say whether e-mail can go out.
         */
        get: operations["get_notice_mail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notice-robots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notice Robots
         * @description List the robots that are told.
         */
        get: operations["get_notice_robots"];
        put?: never;
        /**
         * Add Notice Robot
         * @description Have a robot told.
         */
        post: operations["add_notice_robot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notice-robots/{robot_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Notice Robot
         * @description Set a robot anew, or pause it.
         */
        put: operations["change_notice_robot"];
        post?: never;
        /**
         * Remove Notice Robot
         * @description Tell a robot nothing more.
         */
        delete: operations["remove_notice_robot"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notice-robots/{robot_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Notice Robot
         * @description Have a robot say a test in its group; the list of notices tells how that went.
         */
        post: operations["test_notice_robot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Notices
         * @description List notices, the newest first.
         */
        get: operations["get_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/{notice_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry Notice
         * @description Make a dead or waiting notice due now.
         */
        post: operations["retry_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Opinions To Compare
         * @description List the further reports that the caller signed and has to compare.
         */
        get: operations["list_opinions_to_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Overview
         * @description Return what an admin looks after now.
         */
        get: operations["read_overview"];
        put?: never;
        post?: never;
        delete?: never;
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
    "/api/patients/{patient_id}/confirm-name": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Patient Name
         * @description Confirm or correct a name that was decoded by guess or with loss.
         */
        post: operations["confirm_patient_name"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phrases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Own Phrases
         * @description List what the caller may expand; an admin sees every department's.
         */
        get: operations["list_own_phrases"];
        put?: never;
        /**
         * Add Phrase
         * @description Add a phrase of the caller's own, or of a department by its reviewers or an admin.
         */
        post: operations["add_phrase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/phrases/{phrase_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change Phrase
         * @description Change a phrase; whose it is stays.
         */
        put: operations["change_phrase"];
        post?: never;
        /**
         * Delete Phrase
         * @description Forget a phrase; what was written with it stays.
         */
        delete: operations["delete_phrase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/pictures/{picture_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Picture
         * @description Give the picture of a question or an answer.
         */
        get: operations["get_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Waiting Questions
         * @description List the questions that wait for a clinic's answer, the oldest first.
         */
        get: operations["list_waiting_questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{question_id}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answer Question
         * @description Answer for the clinic; a Reading that waited for it goes on.
         */
        post: operations["answer_question"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Worklist
         * @description List the Readings of a view, all or some of them.
         */
        get: operations["list_worklist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Reading
         * @description Return everything that the page of a Reading shows.
         */
        get: operations["read_reading"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/acknowledge-late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge Late Instance
         * @description Note that the author has seen what arrived late.
         */
        post: operations["acknowledge_late_instance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Reading
         * @description Call the Reading off.
         */
        post: operations["cancel_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Change
         * @description Say what the rule makes of the caller's own saved text against what the author submitted.
         */
        get: operations["get_change"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Claim Reading
         * @description Take a Reading that waits, or that a colleague was offered and has not started.
         */
        post: operations["claim_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Compare Opinion
         * @description Say how a further report stands to the first; a disagreement goes to a third reader.
         */
        post: operations["compare_opinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/contradictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * List Contradictions
         * @description List what a text says against the pictures, the order and the patient; nothing is kept of it.
         */
        post: operations["list_contradictions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/critical": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Reading Critical
         * @description Return what is critical in a Reading, what could be, and whom to ring.
         */
        get: operations["get_reading_critical"];
        put?: never;
        /**
         * Raise Critical Finding
         * @description Tell the clinic at once of something that cannot wait for a signature.
         */
        post: operations["raise_critical_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save Draft
         * @description Keep what is being typed; it is kept for its author even when the hold is lost (409).
         */
        put: operations["save_draft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Save Evidence
         * @description Keep marks and key images; they are kept for who drew them even when the hold is lost (409).
         */
        put: operations["save_evidence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Renew Hold
         * @description Say that the page is still open.
         */
        post: operations["renew_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/last-report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Last Report
         * @description Return the last signed report of a Reading's patient; that the caller read it is noted.
         */
        post: operations["open_last_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Study
         * @description Note that the caller looks at the Studies.
         */
        post: operations["open_study"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Opinions Of Reading
         * @description List the second opinions of a Reading, or what it is a second opinion of.
         */
        get: operations["list_opinions_of_reading"];
        put?: never;
        /**
         * Ask Second Opinion
         * @description Ask for a second opinion of a signed report.
         */
        post: operations["ask_second_opinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/opinions/invitable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Invitable Specialists
         * @description List who could be asked for an opinion: fit for it, and no part in the first.
         */
        get: operations["list_invitable_specialists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause Reading
         * @description Let the Reading wait for its clinic.
         */
        post: operations["pause_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/pictures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attach Picture
         * @description Keep a JPEG or PNG for a question or an answer, encoded anew without what it said of itself.
         */
        post: operations["attach_picture"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/priors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Priors Of Reading
         * @description List the earlier studies of a Reading's patient, the newest first.
         */
        get: operations["list_priors_of_reading"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/priors/{study_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Prior
         * @description Open an earlier study beside a Reading; that the caller looks at it is noted.
         */
        post: operations["open_prior"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Questions Of Reading
         * @description List what the clinic was asked about a Reading, and what it answered.
         */
        get: operations["list_questions_of_reading"];
        put?: never;
        /**
         * Ask Clinic
         * @description Ask the clinic about a Reading.
         */
        post: operations["ask_clinic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject Reading
         * @description Send the Study back to its clinic as not readable.
         */
        post: operations["reject_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Rejection
         * @description Return why a Reading was rejected, with its pictures.
         */
        get: operations["read_rejection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release Reading
         * @description Give a Reading back.
         */
        post: operations["release_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose Imaging Request
         * @description Say which order the Reading answers, where that was ambiguous or wrong.
         */
        post: operations["choose_imaging_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume Reading
         * @description End the waiting.
         */
        post: operations["resume_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Return Reading
         * @description Give the text back to its author with a reason.
         */
        post: operations["return_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/shown": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Note Shown Pictures
         * @description Note what was on the caller's screen; who has seen only a preview cannot submit or sign.
         */
        post: operations["note_shown_pictures"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/sign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Reading
         * @description Approve as a reviewer, or write and approve where one signature is enough.
         */
        post: operations["sign_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Reading
         * @description Begin to read, or take up one's own hold in this window.
         */
        post: operations["start_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/{reading_id}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit Reading
         * @description Sign the draft as its author and hand it to a reviewer.
         */
        post: operations["submit_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search Worklist
         * @description Find Readings by their patient; a POST, so that no name is in an address.
         */
        post: operations["search_worklist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/rejection-reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rejection Reasons
         * @description List why a Study of a kind can be sent back.
         */
        get: operations["list_rejection_reasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Reports
         * @description List reports of the caller's clinics, last signed first.
         */
        get: operations["get_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report
         * @description Show one version; that the caller opened it is noted.
         */
        get: operations["get_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge Report
         * @description Say by name that the clinic has read this version.
         */
        post: operations["acknowledge_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}/amendments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open Amendment
         * @description Open an addendum, a correction or a recall of the newest version.
         */
        post: operations["open_amendment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/{report_id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report Pdf
         * @description Give the PDF; that the caller opened it is noted, and acknowledges nothing.
         */
        get: operations["get_report_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imaging Requests
         * @description List the orders that the caller may see, the newest first.
         */
        get: operations["list_imaging_requests"];
        put?: never;
        /**
         * Place Imaging Request
         * @description Order a reading for the caller's own clinic.
         */
        post: operations["place_imaging_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Imaging Request
         * @description Return one order.
         */
        get: operations["read_imaging_request"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/requests/{request_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Imaging Request
         * @description Take back an order that nothing has answered.
         */
        post: operations["cancel_imaging_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retakes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Clinic Retakes
         * @description List what is to be taken anew while the patient is still there, the latest first.
         */
        get: operations["list_clinic_retakes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Retention Rules
         * @description List clinics' own rules; the default holds where there is none.
         */
        get: operations["list_retention_rules"];
        put?: never;
        /**
         * Set Retention Rule
         * @description Set how many years a clinic's studies of a kind are kept.
         */
        post: operations["set_retention_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention-rules/{rule_id}": {
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
         * Remove Retention Rule
         * @description Go back to the default time.
         */
        delete: operations["remove_retention_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/retention/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Studies Due
         * @description List the studies whose time has ended, the oldest first.
         */
        get: operations["list_studies_due"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-route-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Return Route Kinds
         * @description List the ways that reports can go, the page left out: it always stays.
         */
        get: operations["list_return_route_kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
         * @description List the ways home, closed ones too.
         */
        get: operations["list_return_routes"];
        put?: never;
        /**
         * Add Return Route
         * @description Send a clinic's reports another way too, from the next version that is signed.
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
        /**
         * Change Return Route
         * @description Set where a route ends, or close it: what waits is withdrawn, and no version takes it any more.
         */
        put: operations["change_return_route"];
        post?: never;
        /**
         * Remove Return Route
         * @description Forget a route that no version took.
         */
        delete: operations["remove_return_route"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/return-routes/{route_id}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Return Route
         * @description Have the worker call a route's end in a way that changes nothing there; the answer is in `trial` soon.
         */
        post: operations["try_return_route"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/routing-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Routing Rules
         * @description List which clinic's Instances go where.
         */
        get: operations["get_routing_rules"];
        put?: never;
        /**
         * Add Routing Rule
         * @description Have what a clinic sends from now on go to a PACS too.
         */
        post: operations["add_routing_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/routing-rules/{routing_rule_id}": {
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
         * Remove Routing Rule
         * @description Send nothing more by a rule.
         */
        delete: operations["remove_routing_rule"];
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
    "/api/session/codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin Codes
         * @description Make a secret for the caller's device; it counts once a first code confirms it.
         */
        post: operations["begin_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/codes/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Codes
         * @description Take the device into use after its first code.
         */
        post: operations["confirm_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/codes/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove Codes
         * @description Do away with the caller's device.
         */
        post: operations["remove_codes"];
        delete?: never;
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
    "/api/site-certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Site Certificates
         * @description List the certificates of all Sites, the first to expire first.
         */
        get: operations["list_site_certificates"];
        put?: never;
        /**
         * Bind Site Certificate
         * @description Let the devices that prove to own a certificate call as those of a Site.
         */
        post: operations["bind_site_certificate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/site-certificates/{certificate_id}": {
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
         * Unbind Site Certificate
         * @description Refuse a certificate from the next association on.
         */
        delete: operations["unbind_site_certificate"];
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
    "/api/sites/{site_id}/limits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Limits
         * @description Set what the devices of a Site may ask of the gateway.
         */
        put: operations["set_limits"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sites/{site_id}/plain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Plain
         * @description Say whether the devices of a Site may call without TLS.
         */
        put: operations["set_plain"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Stations
         * @description List which specialists work at which clinics when, the latest first.
         */
        get: operations["list_stations"];
        put?: never;
        /**
         * Add Station
         * @description Post a specialist at a clinic for a time.
         */
        post: operations["add_station"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stations/{station_id}": {
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
         * Remove Station
         * @description Call a specialist back.
         */
        delete: operations["remove_station"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Arrived Studies
         * @description List the Studies that the caller may see, the newest first.
         */
        get: operations["list_arrived_studies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Study
         * @description Return one Study.
         */
        get: operations["read_study"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study_id}/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open One Study
         * @description Open a study by itself; that the caller looks at it is noted.
         */
        post: operations["open_one_study"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/{study_id}/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Retention
         * @description Say until when a study is to be kept, and what holds it.
         */
        get: operations["read_retention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/studies/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search Arrived Studies
         * @description Find Studies by patient, Accession Number or date.
         */
        post: operations["search_arrived_studies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/study-holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Study Holds
         * @description List the holds that stand, the oldest first.
         */
        get: operations["list_study_holds"];
        put?: never;
        /**
         * Place Study Hold
         * @description Forbid to delete a study until the hold is lifted.
         */
        post: operations["place_study_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/study-holds/{hold_id}/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lift Study Hold
         * @description Take a hold away.
         */
        post: operations["lift_study_hold"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Report Templates
         * @description List the templates of the caller's department, of every one, and those that are shipped.
         */
        get: operations["list_report_templates"];
        put?: never;
        /**
         * Save Template
         * @description Keep a file as a new template, as the next version, or as the department's own copy.
         */
        post: operations["save_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{key}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retire Report Template
         * @description Offer a template no more.
         */
        post: operations["retire_report_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{key}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Template
         * @description Return one version, also of a template that is offered no more.
         */
        get: operations["get_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/{key}/versions/{version}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Template
         * @description Return one version as the file that can be brought to another house.
         */
        get: operations["export_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/templates/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Template
         * @description Read a file and show what it describes; nothing is kept.
         */
        post: operations["check_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
    "/api/turnaround": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Turnaround
         * @description Return the figures of Readings whose last Instance came in a time; without one, the last 30 days.
         */
        get: operations["read_turnaround"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verification/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Verify Report
         * @description Look a verification code up; spaces, case and look-alike letters are forgiven.
         */
        get: operations["verify_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verify-tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Verify Tasks
         * @description List the signed reports that the caller is to verify, because pictures came after them.
         */
        get: operations["get_verify_tasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verify-tasks/{task_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Verify Task
         * @description Say that the pictures were seen and that the report stands as it was signed.
         */
        post: operations["confirm_verify_task"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances Of Clinic
         * @description Search for Instances of every study.
         */
        get: operations["search_instances_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Series Of Clinic
         * @description Search for series of every study.
         */
        get: operations["search_series_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Studies Of Clinic
         * @description Search for studies by attributes, named by keyword or tag.
         */
        get: operations["search_studies_of_clinic"];
        put?: never;
        /**
         * Store Instances Of Clinic
         * @description Store Instances of any study of the caller's clinic.
         */
        post: operations["store_instances_of_clinic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study Of Clinic
         * @description Return every Instance of a study as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_study_of_clinic"];
        put?: never;
        /**
         * Store Instances Of Study Of Clinic
         * @description Store Instances of one study; one of another study fails alone.
         */
        post: operations["store_instances_of_study_of_clinic"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances Of Study Of Clinic
         * @description Search for Instances of one study.
         */
        get: operations["search_instances_of_study_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study Metadata Of Clinic
         * @description Return the headers of a study's Instances in the DICOM JSON Model.
         */
        get: operations["retrieve_study_metadata_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Study Of Clinic
         * @description Return a picture of the study's first Instance that is one.
         */
        get: operations["retrieve_rendered_study_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Series Of Study Of Clinic
         * @description Search for series of one study.
         */
        get: operations["search_series_of_study_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series Of Clinic
         * @description Return every Instance of a series as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_series_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances Of Series Of Clinic
         * @description Search for Instances of one series.
         */
        get: operations["search_instances_of_series_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance Of Clinic
         * @description Return one Instance as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_instance_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/bulkdata/{element_path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Bulk Data Of Clinic
         * @description Return the value of an element that the metadata has only the address of.
         */
        get: operations["retrieve_bulk_data_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{frame_list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Frames Of Clinic
         * @description Return frames, decoded or as they are stored, by what the client accepts.
         */
        get: operations["retrieve_frames_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{number}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Frame Of Clinic
         * @description Return a picture of one frame.
         */
        get: operations["retrieve_rendered_frame_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{number}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Frame Thumbnail Of Clinic
         * @description Return a small picture of one frame.
         */
        get: operations["retrieve_frame_thumbnail_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance Metadata Of Clinic
         * @description Return the header of an Instance in the DICOM JSON Model.
         */
        get: operations["retrieve_instance_metadata_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Instance Of Clinic
         * @description Return a picture of the Instance: of a clip, its first frame.
         */
        get: operations["retrieve_rendered_instance_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance Thumbnail Of Clinic
         * @description Return a small picture of an Instance: of a clip, its first frame.
         */
        get: operations["retrieve_instance_thumbnail_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series Metadata Of Clinic
         * @description Return the headers of a series' Instances in the DICOM JSON Model.
         */
        get: operations["retrieve_series_metadata_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Series Of Clinic
         * @description Return a picture of the series' first Instance that is one.
         */
        get: operations["retrieve_rendered_series_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/series/{series_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series Thumbnail Of Clinic
         * @description Return a small picture of a series.
         */
        get: operations["retrieve_series_thumbnail_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/studies/{study_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study Thumbnail Of Clinic
         * @description Return a small picture of a study.
         */
        get: operations["retrieve_study_thumbnail_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/clinics/{clinic_key}/wado": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve By Uri Of Clinic
         * @description Return an Instance as a file or a picture.
         *
         *     A single picture is a JPEG unless something else is asked for, anything else a file.
         */
        get: operations["retrieve_by_uri_of_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances
         * @description Search for Instances of every study.
         */
        get: operations["search_instances"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Series
         * @description Search for series of every study.
         */
        get: operations["search_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Studies
         * @description Search for studies by attributes, named by keyword or tag.
         */
        get: operations["search_studies"];
        put?: never;
        /**
         * Store Instances
         * @description Store Instances of any study of the caller's clinic.
         */
        post: operations["store_instances"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study
         * @description Return every Instance of a study as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_study"];
        put?: never;
        /**
         * Store Instances Of Study
         * @description Store Instances of one study; one of another study fails alone.
         */
        post: operations["store_instances_of_study"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances Of Study
         * @description Search for Instances of one study.
         */
        get: operations["search_instances_of_study"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study Metadata
         * @description Return the headers of a study's Instances in the DICOM JSON Model.
         */
        get: operations["retrieve_study_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Study
         * @description Return a picture of the study's first Instance that is one.
         */
        get: operations["retrieve_rendered_study"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Series Of Study
         * @description Search for series of one study.
         */
        get: operations["search_series_of_study"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series
         * @description Return every Instance of a series as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Instances Of Series
         * @description Search for Instances of one series.
         */
        get: operations["search_instances_of_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance
         * @description Return one Instance as a file, in a transfer syntax that the client takes.
         */
        get: operations["retrieve_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/bulkdata/{element_path}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Bulk Data
         * @description Return the value of an element that the metadata has only the address of.
         */
        get: operations["retrieve_bulk_data"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{frame_list}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Frames
         * @description Return frames, decoded or as they are stored, by what the client accepts.
         */
        get: operations["retrieve_frames"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{number}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Frame
         * @description Return a picture of one frame.
         */
        get: operations["retrieve_rendered_frame"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/frames/{number}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Frame Thumbnail
         * @description Return a small picture of one frame.
         */
        get: operations["retrieve_frame_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance Metadata
         * @description Return the header of an Instance in the DICOM JSON Model.
         */
        get: operations["retrieve_instance_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Instance
         * @description Return a picture of the Instance: of a clip, its first frame.
         */
        get: operations["retrieve_rendered_instance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/instances/{sop_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Instance Thumbnail
         * @description Return a small picture of an Instance: of a clip, its first frame.
         */
        get: operations["retrieve_instance_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series Metadata
         * @description Return the headers of a series' Instances in the DICOM JSON Model.
         */
        get: operations["retrieve_series_metadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/rendered": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Rendered Series
         * @description Return a picture of the series' first Instance that is one.
         */
        get: operations["retrieve_rendered_series"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/series/{series_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Series Thumbnail
         * @description Return a small picture of a series.
         */
        get: operations["retrieve_series_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/studies/{study_instance_uid}/thumbnail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve Study Thumbnail
         * @description Return a small picture of a study.
         */
        get: operations["retrieve_study_thumbnail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dicom-web/wado": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve By Uri
         * @description Return an Instance as a file or a picture.
         *
         *     A single picture is a JPEG unless something else is asked for, anything else a file.
         */
        get: operations["retrieve_by_uri"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Binary/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Binary
         * @description Give the PDF of a version, as itself (FHIR R4 2.37.4).
         */
        get: operations["read_binary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/DiagnosticReport": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Diagnostic Reports
         * @description Search for reports as they stand, the last signed first.
         */
        get: operations["search_diagnostic_reports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/DiagnosticReport/_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Search Diagnostic Reports
         * @description Search for reports as they stand, the last signed first.
         */
        post: operations["post_search_diagnostic_reports"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/DiagnosticReport/{report_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Diagnostic Report
         * @description Give a report as it stands; that the caller was told is noted.
         */
        get: operations["read_diagnostic_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/DiagnosticReport/{report_key}/_history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Diagnostic Report History
         * @description Give every version of a report, the newest first.
         */
        get: operations["read_diagnostic_report_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/DiagnosticReport/{report_key}/_history/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Diagnostic Report Version
         * @description Give one version of a report.
         */
        get: operations["read_diagnostic_report_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ImagingStudy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Imaging Studies
         * @description Search for studies, the last received first.
         */
        get: operations["search_imaging_studies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ImagingStudy/_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Search Imaging Studies
         * @description Search for studies, the last received first.
         */
        post: operations["post_search_imaging_studies"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ImagingStudy/{study_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Imaging Study
         * @description Give a Study with its Series and Instances.
         */
        get: operations["read_imaging_study"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Fhir Capabilities
         * @description Say what this interface can do; it needs no token and tells of nobody.
         */
        get: operations["get_fhir_capabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Organization/{clinic_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Organization
         * @description Give a clinic of the caller, or a department that reads for one.
         */
        get: operations["read_organization"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Patient": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Patients
         * @description Search for patients by number or key; who asks for nobody in particular is told of nobody.
         */
        get: operations["search_patients"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Patient/_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Search Patients
         * @description Search for patients by number or key; who asks for nobody in particular is told of nobody.
         */
        post: operations["post_search_patients"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Patient/{patient_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Patient
         * @description Give a patient.
         */
        get: operations["read_patient"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/Practitioner/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Practitioner
         * @description Give somebody who signed or ordered for the caller's clinics.
         */
        get: operations["read_practitioner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ServiceRequest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search Service Requests
         * @description Search for orders, the last placed first.
         */
        get: operations["search_service_requests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ServiceRequest/_search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Search Service Requests
         * @description Search for orders, the last placed first.
         */
        post: operations["post_search_service_requests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fhir/R4/ServiceRequest/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Service Request
         * @description Give an order.
         */
        get: operations["read_service_request"];
        put?: never;
        post?: never;
        delete?: never;
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
         * @description Say whether database, store and gateway do their work, there is room, and the tables are of this version.
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
         * Action
         * @description What a person can do with a Reading; the names of the API's `actions`.
         * @enum {string}
         */
        Action: "claim" | "start" | "release" | "save" | "mark" | "submit" | "sign" | "return" | "reject" | "acknowledge_late" | "pause" | "resume" | "cancel";
        /**
         * ActionIn
         * @description What was done for the patient, and by whom; empty for the caller.
         */
        ActionIn: {
            /** Action */
            action: string;
            /**
             * By Name
             * @default
             */
            by_name: string;
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
            /** Character Set */
            character_set?: string | null;
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
            /** Character Set */
            character_set: string | null;
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
         * AmendingOut
         * @description What the caller may do about this version: go on with the open amendment, or open one of these kinds.
         */
        AmendingOut: {
            /** Kinds */
            kinds: components["schemas"]["ReportKind"][];
            /** Open Id */
            open_id: string | null;
        };
        /**
         * AmendmentDetail
         * @description An amendment, whole.
         *
         *     `findings` and `impression` are what its author typed, `whole_findings` and
         *     `whole_impression` what the version will say, `before_findings` and
         *     `before_impression` what the version before said. `remark` is why it was
         *     returned or abandoned. `needs_two` says that another person has to approve it.
         */
        AmendmentDetail: {
            /** Actions */
            actions: components["schemas"]["AmendmentEvent"][];
            /**
             * Author Id
             * Format: uuid
             */
            author_id: string;
            /** Author Name */
            author_name: string;
            /** Before Findings */
            before_findings: string;
            /** Before Impression */
            before_impression: string;
            /** Before Version */
            before_version: number;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            critical: components["schemas"]["CriticalAnswer"] | null;
            /** Findings */
            findings: string;
            /** Has Evidence */
            has_evidence: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Impression */
            impression: string;
            /** Keeps Evidence */
            keeps_evidence: boolean;
            kind: components["schemas"]["ReportKind"];
            modality: components["schemas"]["Modality"];
            /** Needs Two */
            needs_two: boolean;
            /**
             * Newest Report Id
             * Format: uuid
             */
            newest_report_id: string;
            /** Newest Version */
            newest_version: number;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            patient: components["schemas"]["PatientOut"];
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reason */
            reason: string;
            /** Remark */
            remark: string;
            /** Remark By Name */
            remark_by_name: string | null;
            /** Report Id */
            report_id: string | null;
            /** Revision */
            revision: number;
            state: components["schemas"]["AmendmentState"];
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
            /** Whole Findings */
            whole_findings: string;
            /** Whole Impression */
            whole_impression: string;
        };
        /**
         * AmendmentEvent
         * @description What can happen to an amendment once it is open.
         * @enum {string}
         */
        AmendmentEvent: "save" | "submit" | "submit_and_sign" | "return" | "sign" | "abandon";
        /**
         * AmendmentIn
         * @description Which kind, and why; the clinic reads the reason.
         */
        AmendmentIn: {
            kind: components["schemas"]["ReportKind"];
            /** Reason */
            reason: string;
        };
        /**
         * AmendmentProof
         * @description The revision that the page shows, and who signs it.
         */
        AmendmentProof: {
            /** Revision */
            revision: number;
            /** Second Factor */
            second_factor: components["schemas"]["PasswordAgainIn"] | components["schemas"]["OneTimeCodeIn"];
        };
        /**
         * AmendmentRemark
         * @description The revision that the page shows, and why it is returned or abandoned.
         */
        AmendmentRemark: {
            /** Reason */
            reason: string;
            /** Revision */
            revision: number;
        };
        /**
         * AmendmentState
         * @description Where an amendment stands; SIGNED and ABANDONED are final.
         * @enum {string}
         */
        AmendmentState: "drafting" | "submitted" | "signed" | "abandoned";
        /**
         * AmendmentSummary
         * @description An open amendment, and what the caller may do with it.
         */
        AmendmentSummary: {
            /** Actions */
            actions: components["schemas"]["AmendmentEvent"][];
            /**
             * Author Id
             * Format: uuid
             */
            author_id: string;
            /** Author Name */
            author_name: string;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["ReportKind"];
            modality: components["schemas"]["Modality"];
            /**
             * Newest Report Id
             * Format: uuid
             */
            newest_report_id: string;
            /** Newest Version */
            newest_version: number;
            /**
             * Opened At
             * Format: date-time
             */
            opened_at: string;
            patient: components["schemas"]["PatientOut"];
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reason */
            reason: string;
            state: components["schemas"]["AmendmentState"];
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
        };
        /**
         * AmendmentText
         * @description What is typed, and the revision that it was typed over.
         */
        AmendmentText: {
            critical?: components["schemas"]["CriticalAnswer"] | null;
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /**
             * Keeps Evidence
             * @default true
             */
            keeps_evidence: boolean;
            /** Reason */
            reason: string;
            /** Revision */
            revision: number;
        };
        /**
         * Answering
         * @description An answer.
         */
        Answering: {
            /** Picture Id */
            picture_id?: string | null;
            /** Words */
            words: string;
        };
        /**
         * AnswerOut
         * @description What the clinic said.
         */
        AnswerOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Answered By Name */
            answered_by_name: string;
            /** Picture Id */
            picture_id: string | null;
            /** Words */
            words: string;
        };
        /**
         * Approval
         * @description A signature that makes the report.
         *
         *     A reviewer who changed the text may call the change larger than the rule does, and tell the author something.
         */
        Approval: {
            change?: components["schemas"]["ChangeSize"] | null;
            /** Evidence Revision */
            evidence_revision?: number | null;
            /** Fencing Token */
            fencing_token: number;
            /**
             * Note
             * @default
             */
            note: string;
            /** Revision */
            revision?: number | null;
            /** Second Factor */
            second_factor: components["schemas"]["PasswordAgainIn"] | components["schemas"]["OneTimeCodeIn"];
        };
        /**
         * Asking
         * @description A question; with the number of the hold the Reading waits for its answer.
         */
        Asking: {
            /** Pausing Token */
            pausing_token?: number | null;
            /** Picture Id */
            picture_id?: string | null;
            /** Words */
            words: string;
        };
        /**
         * AskingOpinion
         * @description A second opinion; without an invitee whoever is fit is offered it. `does_go_home` null as is usual.
         */
        AskingOpinion: {
            /** Does Go Home */
            does_go_home?: boolean | null;
            /** Invitee Id */
            invitee_id?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "invited" | "blinded";
            /**
             * Question
             * @default
             */
            question: string;
        };
        /**
         * AssignmentOut
         * @description Who was offered or held the Reading; an admin sees why it was them.
         */
        AssignmentOut: {
            /** Account Name */
            account_name: string;
            /**
             * Assigned At
             * Format: date-time
             */
            assigned_at: string;
            /** End Note */
            end_note: string | null;
            /** End Reason */
            end_reason: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Is Claim */
            is_claim: boolean;
            part: components["schemas"]["Part"];
            /** Reasons */
            reasons: {
                [key: string]: unknown;
            };
        };
        /**
         * AttemptOut
         * @description One attempt of a delivery.
         */
        AttemptOut: {
            /** Detail */
            detail: string;
            /** Ended At */
            ended_at: string | null;
            /** Number */
            number: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Succeeded */
            succeeded: boolean | null;
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
            /** Character Set */
            character_set?: string | null;
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
         * CannotShowReason
         * @description Why there is nothing to draw; the original can still be fetched.
         */
        CannotShowReason: {
            /** Code */
            code: string;
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * ChangedPhrase
         * @description A phrase over the revision that was seen.
         */
        ChangedPhrase: {
            /**
             * Modality
             * @default
             */
            modality: components["schemas"]["Modality"] | "";
            /** Revision */
            revision: number;
            /** Short Key */
            short_key: string;
            /** Text */
            text: string;
        };
        /**
         * ChangeOut
         * @description How much a text was changed, null for nothing, and why it is not less.
         */
        ChangeOut: {
            /** Reasons */
            reasons: components["schemas"]["ChangeReason"][];
            size: components["schemas"]["ChangeSize"] | null;
        };
        /**
         * ChangeReason
         * @description What made a change more than wording.
         * @enum {string}
         */
        ChangeReason: "negation" | "side" | "number" | "impression" | "much" | "critical";
        /**
         * ChangeSize
         * @description How much a reviewer changed of an author's text; a text left as it was has none.
         * @enum {string}
         */
        ChangeSize: "wording" | "minor" | "major";
        /**
         * Channel
         * @description The ways out.
         * @enum {string}
         */
        Channel: "email" | "robot";
        /**
         * Choosing
         * @description The order that is answered.
         */
        Choosing: {
            /**
             * Request Id
             * Format: uuid
             */
            request_id: string;
        };
        /**
         * ClaimKind
         * @description Whose bytes they are.
         * @enum {string}
         */
        ClaimKind: "instance" | "quarantine" | "report_document" | "question_picture";
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
         * ClosingIn
         * @description A remark at the end.
         */
        ClosingIn: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * Comment
         * @description What was seen.
         */
        Comment: {
            /** Comment */
            comment: string;
        };
        /**
         * CommitmentReportOut
         * @description A device that asked for storage commitment, and how far the report to it is.
         */
        CommitmentReportOut: {
            /** Ae Title */
            ae_title: string | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Attempts */
            attempts: number;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Committed */
            committed: number | null;
            /** Detail */
            detail: string;
            /** Failed */
            failed: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Instances */
            instances: number;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /** Reported At */
            reported_at: string | null;
            state: components["schemas"]["ReportState"];
        };
        /**
         * ComparedOut
         * @description How a further report stands to the first.
         */
        ComparedOut: {
            /** Comment */
            comment: string;
            /**
             * Said At
             * Format: date-time
             */
            said_at: string;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * Comparing
         * @description How it stands to the first; a disagreement has to be explained.
         */
        Comparing: {
            /**
             * Comment
             * @default
             */
            comment: string;
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * ConfirmedName
         * @description The name as the clinic knows it.
         */
        ConfirmedName: {
            /** Patient Name */
            patient_name: string;
        };
        /**
         * ContradictionKind
         * @description Against what the text speaks.
         * @enum {string}
         */
        ContradictionKind: "side_of_series" | "side_of_order" | "side_of_findings" | "order_against_series" | "sex";
        /**
         * ContradictionOut
         * @description One contradiction; `start` and `end` count UTF-16 code units of the field, as a browser's text does.
         */
        ContradictionOut: {
            /** En */
            en: string;
            /** End */
            end: number;
            /** Field */
            field: string;
            kind: components["schemas"]["ContradictionKind"];
            /** Start */
            start: number;
            /** Words */
            words: string;
            /** Zh */
            zh: string;
        };
        /**
         * CopyingOut
         * @description What the second store does not have yet, and since when the oldest of it waits.
         */
        CopyingOut: {
            /** Copied At */
            copied_at: string | null;
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** Waiting Bytes */
            waiting_bytes: number;
            /** Waiting Objects */
            waiting_objects: number;
            /** Waiting Since */
            waiting_since: string | null;
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
         * CredentialKind
         * @description How we say to a web server who we are (RFC 7617, RFC 6750).
         * @enum {string}
         */
        CredentialKind: "none" | "basic" | "bearer";
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
         * CriteriaIn
         * @description A whole list, made over that of a revision.
         */
        CriteriaIn: {
            /** Criteria */
            criteria: components["schemas"]["CriterionBody"][];
            /** Revision */
            revision: number;
        };
        /**
         * CriteriaOut
         * @description A province's list; revision 0 is what is shipped.
         */
        CriteriaOut: {
            /** Criteria */
            criteria: components["schemas"]["CriterionBody"][];
            /** Province */
            province: string;
            /** Revision */
            revision: number;
        };
        /**
         * CriterionBody
         * @description One thing that is critical in one kind of study.
         */
        CriterionBody: {
            /** En */
            en: string;
            /** Key */
            key: string;
            modality: components["schemas"]["Modality"];
            /**
             * Source
             * @default
             */
            source: string;
            /** Zh */
            zh: string;
        };
        /**
         * CriticalAnswer
         * @description The signer's answer to whether the pictures show what somebody must hear at once.
         * @enum {string}
         */
        CriticalAnswer: "none" | "present";
        /**
         * CriticalCounts
         * @description How many findings stand where, and how many notices wait for a person.
         */
        CriticalCounts: {
            /** Acted On */
            acted_on: number;
            /** Confirmed */
            confirmed: number;
            /** Dead Notices */
            dead_notices: number;
            /** Escalated */
            escalated: number;
            /** Unconfirmed */
            unconfirmed: number;
        };
        /**
         * CriticalEvent
         * @description What can happen to a critical finding; ESCALATE is the clock's.
         * @enum {string}
         */
        CriticalEvent: "read_back" | "reach" | "miss" | "escalate" | "record_action" | "close" | "withdraw";
        /**
         * CriticalState
         * @description Where a critical finding stands.
         * @enum {string}
         */
        CriticalState: "notifying" | "confirmed_readback" | "reached_no_readback" | "unable_to_reach" | "action_recorded" | "closed" | "withdrawn";
        /**
         * DeletedStudyOut
         * @description A study that was read here and deleted since, by two persons.
         */
        DeletedStudyOut: {
            /** Approved By Name */
            approved_by_name: string;
            /**
             * Deleted At
             * Format: date-time
             */
            deleted_at: string;
            /** Note */
            note: string;
            /** Objects */
            objects: number;
            /** Proposed By Name */
            proposed_by_name: string;
            reason: components["schemas"]["DeletionReason"];
            /** Study Instance Uid */
            study_instance_uid: string;
        };
        /**
         * DeletionIn
         * @description Which study is to be deleted and why; before its time only with words.
         */
        DeletionIn: {
            /**
             * Note
             * @default
             */
            note: string;
            reason: components["schemas"]["DeletionReason"];
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
        };
        /**
         * DeletionLineOut
         * @description A deletion; `study` while it is there, `sent_again_study_id` if it came again after it was deleted.
         */
        DeletionLineOut: {
            /** Clinic Name */
            clinic_name: string;
            deletion: components["schemas"]["DeletionOut"];
            /** May Approve */
            may_approve: boolean;
            /** Sent Again Study Id */
            sent_again_study_id: string | null;
            study: components["schemas"]["StudyAgedOut"] | null;
        };
        /**
         * DeletionOut
         * @description A proposal to delete a study, who decided, and how far it is.
         */
        DeletionOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Decided At */
            decided_at: string | null;
            /** Decided By Name */
            decided_by_name: string | null;
            /** Done At */
            done_at: string | null;
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Note */
            note: string;
            /** Objects */
            objects: number;
            /**
             * Proposed At
             * Format: date-time
             */
            proposed_at: string;
            /**
             * Proposed By
             * Format: uuid
             */
            proposed_by: string;
            /** Proposed By Name */
            proposed_by_name: string;
            reason: components["schemas"]["DeletionReason"];
            /** Size Bytes */
            size_bytes: number;
            state: components["schemas"]["DeletionState"];
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
            /** Study Instance Uid */
            study_instance_uid: string;
        };
        /**
         * DeletionReason
         * @description Why a Study is deleted.
         * @enum {string}
         */
        DeletionReason: "retention_ended" | "wrong_upload" | "test_data";
        /**
         * DeletionState
         * @description How far a deletion is. From REMOVING on the Study has no rows; DONE, no bytes either.
         * @enum {string}
         */
        DeletionState: "proposed" | "refused" | "withdrawn" | "removing" | "done";
        /**
         * DeliveryOut
         * @description One way home of a version, with every attempt.
         */
        DeliveryOut: {
            /** Ae Title */
            ae_title: string | null;
            /** Attempts */
            attempts: number;
            /** Attempts Log */
            attempts_log: components["schemas"]["AttemptOut"][];
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Delivered At */
            delivered_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            route_kind: components["schemas"]["RouteKind"];
            state: components["schemas"]["DeliveryState"];
            /** Version */
            version: number;
        };
        /**
         * DeliveryState
         * @description Where a Delivery stands; DEAD waits for a person, SUPERSEDED and WITHDRAWN (its route was closed) for nobody.
         * @enum {string}
         */
        DeliveryState: "queued" | "sending" | "delivered" | "dead" | "superseded" | "withdrawn";
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
         * DestinationIn
         * @description How a PACS is reached; a secret that is not given stays as it is.
         */
        DestinationIn: {
            /** Ae Id */
            ae_id?: string | null;
            /**
             * Asks Commitment
             * @default true
             */
            asks_commitment: boolean;
            /**
             * Authorities
             * @default
             */
            authorities: string;
            /** @default none */
            credential_kind: components["schemas"]["CredentialKind"];
            /**
             * Is Paused
             * @default false
             */
            is_paused: boolean;
            kind: components["schemas"]["DestinationKind"];
            /** Name */
            name: string;
            /** Secret */
            secret?: string | null;
            /**
             * Url
             * @default
             */
            url: string;
            /**
             * User Name
             * @default
             */
            user_name: string;
            /**
             * Uses Tls
             * @default false
             */
            uses_tls: boolean;
        };
        /**
         * DestinationKind
         * @description The two ways in: C-STORE to an AE (PS3.4 Annex B), STOW-RS to a URL (PS3.18 10.5).
         * @enum {string}
         */
        DestinationKind: "dicom" | "stow";
        /**
         * DestinationOut
         * @description A PACS, how it is reached and how it goes there; its secret is never told.
         */
        DestinationOut: {
            /** Ae Id */
            ae_id: string | null;
            /** Ae Title */
            ae_title: string | null;
            /** Asks Commitment */
            asks_commitment: boolean;
            /** Authorities */
            authorities: string;
            credential_kind: components["schemas"]["CredentialKind"];
            /** Dead */
            dead: number;
            /** Detail */
            detail: string;
            /** Done Since */
            done_since: number;
            /** Failures */
            failures: number;
            /** Has Secret */
            has_secret: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Paused */
            is_paused: boolean;
            kind: components["schemas"]["DestinationKind"];
            /** Name */
            name: string;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /** Oldest Queued At */
            oldest_queued_at: string | null;
            /** Proven Since */
            proven_since: number;
            /** Queued */
            queued: number;
            reason: components["schemas"]["Reason"] | null;
            /** Reason En */
            reason_en: string;
            /** Reason Zh */
            reason_zh: string;
            /** Unproven */
            unproven: number;
            /** Url */
            url: string;
            /** User Name */
            user_name: string;
            /** Uses Tls */
            uses_tls: boolean;
        };
        /**
         * Discrepancy
         * @description A contradiction in words, and the ways out of it that are open.
         *
         *     `candidates` are orders, one of which `POST /api/readings/{reading_id}/request` may name.
         */
        Discrepancy: {
            /** Candidates */
            candidates: components["schemas"]["RequestOut"][];
            /** Choices */
            choices: components["schemas"]["Resolution"][];
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Description En */
            description_en: string;
            /** Description Zh */
            description_zh: string;
            /** Detail */
            detail: {
                [key: string]: unknown;
            };
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["DiscrepancyKind"];
            /**
             * Other Id
             * Format: uuid
             */
            other_id: string;
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /** Resolution */
            resolution: string | null;
            /** Resolved At */
            resolved_at: string | null;
            /**
             * Subject Id
             * Format: uuid
             */
            subject_id: string;
        };
        /**
         * DiscrepancyKind
         * @description What about an arrival needs a person.
         * @enum {string}
         */
        DiscrepancyKind: "patient_identity" | "study_of_two_patients" | "series_of_two_studies" | "instance_conflict" | "quarantined" | "request_ambiguous" | "late_after_signing";
        /**
         * DraftIn
         * @description The text as typed, and the revision that it was typed over (0: none).
         *
         *     `over` is the number of the submission that a reviewer changes, 0 for an author's own text.
         */
        DraftIn: {
            critical?: components["schemas"]["CriticalAnswer"] | null;
            /** Fencing Token */
            fencing_token: number;
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /**
             * Over
             * @default 0
             */
            over: number;
            /** Revision */
            revision: number;
            template?: components["schemas"]["TemplateFilled"] | null;
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
         * EnrolmentOut
         * @description What the device is told; it is never told again.
         *
         *     `picture` is a data address of a QR code of `address`.
         */
        EnrolmentOut: {
            /** Address */
            address: string;
            /** Picture */
            picture: string;
            /** Secret */
            secret: string;
        };
        /**
         * EvidenceIn
         * @description All marks and key images, and the revision that they were drawn over (0: none of the caller's).
         */
        EvidenceIn: {
            /** Fencing Token */
            fencing_token: number;
            /** Key Images */
            key_images: components["schemas"]["KeyImageShape"][];
            /** Marks */
            marks: components["schemas"]["MarkShape"][];
            /** Revision */
            revision: number;
        };
        /**
         * EvidenceOut
         * @description Marks and key images as they were signed.
         */
        EvidenceOut: {
            /** Key Images */
            key_images: components["schemas"]["KeyImageShape"][];
            /** Marks */
            marks: components["schemas"]["MarkShape"][];
        };
        /**
         * Fault
         * @description What is wrong with an object that a row refers to.
         * @enum {string}
         */
        Fault: "missing" | "differs" | "unreadable";
        /**
         * FeedbackOut
         * @description What came back to an author, the newest first; `unseen` are changed texts they have not looked at.
         */
        FeedbackOut: {
            /** Changes */
            changes: components["schemas"]["ReviewOut"][];
            /** Months */
            months: components["schemas"]["MonthOut"][];
            /** Returned */
            returned: components["schemas"]["ReturnedOut"][];
            /** Unseen */
            unseen: number;
        };
        /**
         * FieldKind
         * @description What is filled in.
         * @enum {string}
         */
        FieldKind: "choice" | "number" | "text";
        /**
         * FillBody
         * @description What stands in a pane.
         */
        FillBody: {
            /** Number */
            number: number;
            source: components["schemas"]["Source"];
            take: components["schemas"]["Take"];
        };
        /**
         * FilledField
         * @description A field of a form and what was filled into it.
         */
        FilledField: {
            /** Field */
            field: string;
            /** Value */
            value: string;
        };
        /**
         * FindingIn
         * @description What was found, by which criterion.
         */
        FindingIn: {
            /** Criterion Key */
            criterion_key: string;
            /** Words */
            words: string;
        };
        /**
         * FindingOut
         * @description One critical finding, whom to ring about it, and what was done. `may` are the events that its state allows.
         */
        FindingOut: {
            /** Accession Number */
            accession_number: string;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Contacts */
            contacts: components["schemas"]["LevelBody"][];
            /** Criterion En */
            criterion_en: string;
            /** Criterion Key */
            criterion_key: string;
            /** Criterion Zh */
            criterion_zh: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Identified At
             * Format: date-time
             */
            identified_at: string;
            /** Is Open */
            is_open: boolean;
            /** Is Unconfirmed */
            is_unconfirmed: boolean;
            /** Level */
            level: number;
            /** May */
            may: components["schemas"]["CriticalEvent"][];
            modality: components["schemas"]["Modality"];
            /** Next Level At */
            next_level_at: string | null;
            /** Ordered By Name */
            ordered_by_name: string | null;
            patient: components["schemas"]["PatientOut"];
            /** Raised By Name */
            raised_by_name: string;
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            state: components["schemas"]["CriticalState"];
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
            /** Steps */
            steps: components["schemas"]["StepOut"][];
            /** Words */
            words: string;
        };
        /**
         * FirstCode
         * @description The six digits that the device shows now.
         */
        FirstCode: {
            /**
             * Totp
             * Format: password
             */
            totp: string;
        };
        /**
         * ForwardingOut
         * @description One Instance on its way to one PACS.
         */
        ForwardingOut: {
            /** Attempts */
            attempts: number;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Destination Id
             * Format: uuid
             */
            destination_id: string;
            /** Destination Name */
            destination_name: string;
            /** Detail */
            detail: string;
            /** Ended At */
            ended_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            /** Modality */
            modality: string | null;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            proof: components["schemas"]["Proof-Output"] | null;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            reason: components["schemas"]["Reason"] | null;
            /** Reason En */
            reason_en: string;
            /** Reason Zh */
            reason_zh: string;
            /** Sent At */
            sent_at: string | null;
            state: components["schemas"]["ForwardingState"];
            /** Study Id */
            study_id: string | null;
        };
        /**
         * ForwardingState
         * @description Where a Forwarding stands. SENT was taken by the PACS and waits for its proof; DEAD waits for a person.
         * @enum {string}
         */
        ForwardingState: "queued" | "sent" | "done" | "dead";
        /**
         * HangingRuleBody
         * @description One rule; `fills` has an entry for every pane, row by row. `key` names a shipped one and is empty otherwise.
         */
        HangingRuleBody: {
            /** Fills */
            fills: (components["schemas"]["FillBody"] | null)[];
            /** Key */
            key: string;
            layout: components["schemas"]["Layout"];
            /** Name */
            name: string;
            when: components["schemas"]["WhenBody"];
        };
        /**
         * HangingRulesIn
         * @description A whole list of rules, made over those of a revision.
         */
        HangingRulesIn: {
            /** Revision */
            revision: number;
            /** Rules */
            rules: components["schemas"]["HangingRuleBody"][];
        };
        /**
         * HangingRulesOut
         * @description The rules that hold for the caller, tried in their order, and those that are shipped.
         */
        HangingRulesOut: {
            /** Revision */
            revision: number;
            /** Rules */
            rules: components["schemas"]["HangingRuleBody"][];
            /** Shipped */
            shipped: components["schemas"]["HangingRuleBody"][];
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
        /**
         * Held
         * @description The number that START gave.
         */
        Held: {
            /** Fencing Token */
            fencing_token: number;
        };
        /**
         * Hold
         * @description What a window keeps of its hold: the number to send with every act, and until when it lives.
         */
        Hold: {
            /** Fencing Token */
            fencing_token: number;
            /** Lease Ends At */
            lease_ends_at: string | null;
        };
        /**
         * HoldIn
         * @description Why a study is held.
         */
        HoldIn: {
            /** Reason */
            reason: string;
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
        };
        /**
         * HoldLineOut
         * @description A hold and what it lies on.
         */
        HoldLineOut: {
            hold: components["schemas"]["HoldOut"];
            study: components["schemas"]["StudyAgedOut"] | null;
        };
        /**
         * HoldOut
         * @description A person's word that a study is not to be deleted.
         */
        HoldOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Placed By Name */
            placed_by_name: string;
            /** Reason */
            reason: string;
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
        };
        /**
         * InstanceDisplay
         * @description What a viewer needs before it draws. Pixels are described as they are served.
         *
         *     `frame_times_ms` is the time before each frame, as in a Frame Time Vector; `frame_times_origin` says whether it is
         *     when frames were taken or a rate at which to show them. `padding`: the stored values, both ends included, that
         *     stand for no picture. `is_hounsfield`: modality values are Hounsfield units.
         */
        InstanceDisplay: {
            /** Bits Allocated */
            bits_allocated?: number | null;
            /** Bits Stored */
            bits_stored?: number | null;
            /**
             * Body Part
             * @default
             */
            body_part: string;
            cannot_show: components["schemas"]["CannotShowReason"] | null;
            /** Columns */
            columns?: number | null;
            /** Frame Times Ms */
            frame_times_ms?: number[] | null;
            /** Frame Times Origin */
            frame_times_origin?: ("frame_time" | "frame_time_vector" | "recommended_display_frame_rate" | "cine_rate") | null;
            /** High Bit */
            high_bit?: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Is Hounsfield
             * @default false
             */
            is_hounsfield: boolean;
            /**
             * Is Lossy
             * @default false
             */
            is_lossy: boolean;
            kind: components["schemas"]["Kind"];
            /** Lossy Ratio */
            lossy_ratio?: number | null;
            /**
             * Modality
             * @default
             */
            modality: string;
            modality_lut?: components["schemas"]["LookupTable"] | null;
            /**
             * Number Of Frames
             * @default 1
             */
            number_of_frames: number;
            /** Padding */
            padding?: [
                number,
                number
            ] | null;
            /** Patient Orientation */
            patient_orientation?: string[] | null;
            /** Photometric */
            photometric?: ("MONOCHROME1" | "MONOCHROME2" | "RGB") | null;
            /**
             * Pixel Aspect Ratio
             * @default 1
             */
            pixel_aspect_ratio: number;
            /** Pixel Representation */
            pixel_representation?: number | null;
            pixel_spacing?: components["schemas"]["PixelSpacing"] | null;
            /**
             * Playback
             * @default loop
             * @enum {string}
             */
            playback: "loop" | "sweep";
            /**
             * Regions
             * @default []
             */
            regions: components["schemas"]["UltrasoundRegion"][];
            /**
             * @default {
             *       "state": "none"
             *     }
             */
            renditions: components["schemas"]["Renditions"];
            /**
             * Rescale Intercept
             * @default 0
             */
            rescale_intercept: number;
            /**
             * Rescale Slope
             * @default 1
             */
            rescale_slope: number;
            /** Rows */
            rows?: number | null;
            /** Samples Per Pixel */
            samples_per_pixel?: number | null;
            /**
             * Voi Luts
             * @default []
             */
            voi_luts: components["schemas"]["LookupTable"][];
            /**
             * Voi Windows
             * @default []
             */
            voi_windows: components["schemas"]["VoiWindow"][];
        };
        /**
         * InstanceShown
         * @description Frames of an Instance that were shown as a preview, and those in diagnostic quality.
         *
         *     `is_whole`: all of it was shown in diagnostic quality.
         */
        InstanceShown: {
            /**
             * Diagnostic
             * @default []
             */
            diagnostic: number[];
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            /**
             * Is Whole
             * @default false
             */
            is_whole: boolean;
            /**
             * Previewed
             * @default []
             */
            previewed: number[];
        };
        /**
         * InstanceSummary
         * @description An Instance that can be asked for by its key.
         */
        InstanceSummary: {
            /** Columns */
            columns: number | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Instance Number */
            instance_number: number | null;
            kind: components["schemas"]["Kind"];
            /** Number Of Frames */
            number_of_frames: number;
            /** Rows */
            rows: number | null;
            /** Sop Class Uid */
            sop_class_uid: string;
            /** Sop Instance Uid */
            sop_instance_uid: string;
        };
        /**
         * IntakeStanding
         * @description How it stands with all gateways together.
         * @enum {string}
         */
        IntakeStanding: "ok" | "cannot_keep" | "silent" | "none";
        /**
         * Invitable
         * @description Somebody who could be asked.
         */
        Invitable: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /** Name */
            name: string;
        };
        /**
         * KeepingOut
         * @description How the archive is kept; `copying` only where there is a second store.
         */
        KeepingOut: {
            copying: components["schemas"]["CopyingOut"] | null;
            /** Deletions Proposed */
            deletions_proposed: number;
            /** Deletions Under Way */
            deletions_under_way: number;
            /** Objects Wrong */
            objects_wrong: number;
            /** Renditions Waiting */
            renditions_waiting: number;
            scrub: components["schemas"]["PassOut"] | null;
            scrub_second: components["schemas"]["PassOut"] | null;
        };
        /**
         * KeyImageShape
         * @description A frame, from 1, that shows what the report says.
         */
        KeyImageShape: {
            /** Frame */
            frame: number;
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            look?: components["schemas"]["LookShape"] | null;
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * Kind
         * @description How a viewer opens an Instance.
         * @enum {string}
         */
        Kind: "image" | "clip" | "ecg" | "document" | "other";
        /**
         * LastReportOut
         * @description The last report of the patient, as it was signed.
         */
        LastReportOut: {
            /** Author Name */
            author_name: string;
            /** Body Part */
            body_part: string;
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /** Modality */
            modality: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Study Date */
            study_date: string;
        };
        /**
         * Laterality
         * @description Which sides of the body a study has (PS3.3 C.7.3.1, Laterality).
         * @enum {string}
         */
        Laterality: "R" | "L" | "both";
        /**
         * Layout
         * @description Rows and columns of panes.
         * @enum {string}
         */
        Layout: "1x1" | "1x2" | "2x2";
        /**
         * LevelBody
         * @description Somebody who is called upon after so many minutes.
         */
        LevelBody: {
            /** After Minutes */
            after_minutes: number;
            /**
             * Email
             * @default
             */
            email: string;
            kind: components["schemas"]["LevelKind"];
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Phone
             * @default
             */
            phone: string;
        };
        /**
         * LevelKind
         * @description Who stands behind a level.
         * @enum {string}
         */
        LevelKind: "clinic_duty" | "clinic_head" | "coordinator" | "admin" | "other";
        /**
         * LevelOut
         * @description The first `size_bytes` bytes of a frame's stream decode to exactly this size.
         */
        LevelOut: {
            /** Columns */
            columns: number;
            /** Rows */
            rows: number;
            /** Size Bytes */
            size_bytes: number;
        };
        /**
         * Limit
         * @description What a Site can have too much of.
         * @enum {string}
         */
        Limit: "associations" | "instances_per_minute" | "bytes_per_hour" | "bytes_per_day";
        /**
         * LimitedSiteOut
         * @description A Site whose devices asked for more than they may; `times` counts minutes in which they did.
         */
        LimitedSiteOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Last At
             * Format: date-time
             */
            last_at: string;
            limit: components["schemas"]["Limit"];
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Site Name */
            site_name: string;
            /** Times */
            times: number;
        };
        /**
         * LimitsIn
         * @description A Site's own limits; None for the house's.
         */
        LimitsIn: {
            /** Most Associations */
            most_associations?: number | null;
            /** Most Bytes Per Day */
            most_bytes_per_day?: number | null;
            /** Most Bytes Per Hour */
            most_bytes_per_hour?: number | null;
            /** Most Instances Per Minute */
            most_instances_per_minute?: number | null;
        };
        /**
         * LimitsOut
         * @description What a Site may ask of us.
         */
        LimitsOut: {
            /** Associations */
            associations: number;
            /** Bytes Per Day */
            bytes_per_day: number;
            /** Bytes Per Hour */
            bytes_per_hour: number;
            /** Instances Per Minute */
            instances_per_minute: number;
        };
        /**
         * LookShape
         * @description How a picture was before the reader: mirrored left to right, or not, then turned clockwise by quarters.
         *
         *     Without a window it is the one that the file opens with.
         */
        LookShape: {
            /**
             * Is Inverted
             * @default false
             */
            is_inverted: boolean;
            /**
             * Is Mirrored
             * @default false
             */
            is_mirrored: boolean;
            /**
             * Quarters
             * @default 0
             */
            quarters: number;
            window?: components["schemas"]["WindowShape"] | null;
        };
        /**
         * LookupTable
         * @description A LUT: `first_value` is mapped to the first entry.
         */
        LookupTable: {
            /** Bits */
            bits: number;
            /** Data */
            data: number[];
            /** Explanation */
            explanation: string;
            /** First Value */
            first_value: number;
        };
        /**
         * LosslessFrameOut
         * @description A frame's stream and its resolutions, the smallest first; a frame of a clip has the last alone.
         */
        LosslessFrameOut: {
            /** Levels */
            levels: components["schemas"]["LevelOut"][];
            /** Size Bytes */
            size_bytes: number;
        };
        /**
         * LosslessOut
         * @description Streams that decode to the samples that `frames` serves, one for every frame.
         */
        LosslessOut: {
            /** Frames */
            frames: components["schemas"]["LosslessFrameOut"][];
            /**
             * Media Type
             * @constant
             */
            media_type: "image/jphc";
        };
        /**
         * MailState
         * @description Whether e-mail can go out, and from where.
         */
        MailState: {
            /** Host */
            host: string;
            /** Is Set Up */
            is_set_up: boolean;
            /** Sender */
            sender: string;
        };
        /**
         * MarkKind
         * @description What a mark is; the names are those of the viewer.
         * @enum {string}
         */
        MarkKind: "length" | "angle" | "cobb" | "ratio" | "ellipse" | "rectangle" | "arrow" | "calibration";
        /**
         * MarkShape
         * @description Something drawn on one frame, from 1; in thousandths of a pixel once it is kept.
         *
         *     Of an arrow the first point is its head and `text` what it says; of any other
         *     mark `text` is its name. `mm` is the known length of a calibration line.
         */
        MarkShape: {
            /** Frame */
            frame: number;
            /** Id */
            id: number;
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            kind: components["schemas"]["MarkKind"];
            /** Mm */
            mm?: number | null;
            /** Points */
            points: components["schemas"]["PointShape"][];
            /**
             * Text
             * @default
             */
            text: string;
        };
        /**
         * MessageCharacterSet
         * @description In what a system reads HL7 messages: values of MSH-18 (HL7 Table 0211).
         * @enum {string}
         */
        MessageCharacterSet: "UNICODE UTF-8" | "GB 18030-2000";
        /**
         * Milestone
         * @description The moments of a turnaround, t0 to t12 of the design.
         * @enum {string}
         */
        Milestone: "ordered" | "acquired" | "first_received" | "last_received" | "settled" | "offered" | "claimed" | "opened" | "submitted" | "signed" | "delivered" | "acknowledged" | "critical_confirmed";
        /**
         * Modality
         * @description The kinds of study that are read, coarser than Modality (0008,0060).
         * @enum {string}
         */
        Modality: "xray" | "ultrasound" | "ecg" | "other";
        /**
         * MonthOut
         * @description How many reports of a month were reviewed, how much of them was changed, and how many were given back.
         */
        MonthOut: {
            /** Major */
            major: number;
            /** Minor */
            minor: number;
            /** Month */
            month: string;
            /** Returned */
            returned: number;
            /** Reviewed */
            reviewed: number;
            /** Unchanged */
            unchanged: number;
            /** Wording */
            wording: number;
        };
        /**
         * NameIn
         * @description Another name.
         */
        NameIn: {
            /** Name */
            name: string;
        };
        /**
         * NameStanding
         * @description How far a decoded name can be trusted (promise 3).
         * @enum {string}
         */
        NameStanding: "exact" | "guessed" | "lossy" | "confirmed";
        /**
         * NewPhrase
         * @description A new phrase and whose it is; an admin names the department.
         */
        NewPhrase: {
            /** Department Id */
            department_id?: string | null;
            /**
             * Modality
             * @default
             */
            modality: components["schemas"]["Modality"] | "";
            owner: components["schemas"]["PhraseOwner"];
            /** Short Key */
            short_key: string;
            /** Text */
            text: string;
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
         * NoticeAttemptOut
         * @description One attempt to send a notice.
         */
        NoticeAttemptOut: {
            /** Detail */
            detail: string;
            /** Ended At */
            ended_at: string | null;
            /** Number */
            number: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /** Succeeded */
            succeeded: boolean | null;
        };
        /**
         * NoticeKind
         * @description What a notice is about.
         * @enum {string}
         */
        NoticeKind: "critical_raised" | "critical_escalated" | "critical_withdrawn" | "report_undelivered" | "instance_late" | "test";
        /**
         * NoticeOut
         * @description A notice, how often it was tried and how that went.
         */
        NoticeOut: {
            /** Address */
            address: string;
            /** Attempts */
            attempts: number;
            /** Attempts Log */
            attempts_log: components["schemas"]["NoticeAttemptOut"][];
            channel: components["schemas"]["Channel"];
            /** Clinic Id */
            clinic_id: string | null;
            /** Ended At */
            ended_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["NoticeKind"];
            /** Level */
            level: number;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /** Path */
            path: string;
            /** Place */
            place: string;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /** Said En */
            said_en: string;
            /** Said Zh */
            said_zh: string;
            state: components["schemas"]["NoticeState"];
        };
        /**
         * NoticeState
         * @description Where a notice stands; DEAD waits for a person, NEEDLESS came to nobody because it was dealt with before.
         * @enum {string}
         */
        NoticeState: "queued" | "sending" | "sent" | "dead" | "needless";
        /**
         * ObjectWrongOut
         * @description An object of the archive that the scrub found missing, different or unreadable.
         */
        ObjectWrongOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            fault: components["schemas"]["Fault"];
            /**
             * Found At
             * Format: date-time
             */
            found_at: string;
            kind: components["schemas"]["ClaimKind"];
            /** Locator */
            locator: string;
            /**
             * Row Id
             * Format: uuid
             */
            row_id: string;
        };
        /**
         * OneTimeCodeIn
         * @description The six digits that the person's device shows now.
         */
        OneTimeCodeIn: {
            /**
             * Totp
             * Format: password
             */
            totp: string;
        };
        /**
         * OpenQuestion
         * @description A question that waits, with its Reading.
         */
        OpenQuestion: {
            question: components["schemas"]["QuestionOut"];
            reading: components["schemas"]["ReadingSummary"];
        };
        /**
         * OpinionKind
         * @description What a further Reading is.
         *
         *     INVITED sees the first report, BLINDED must not until its own is signed,
         *     ARBITRATION sees both and decides between them.
         * @enum {string}
         */
        OpinionKind: "invited" | "blinded" | "arbitration";
        /**
         * OpinionMade
         * @description The further Reading.
         */
        OpinionMade: {
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
        };
        /**
         * OpinionOut
         * @description A further Reading of the same Studies. What its report says is on the report's own page.
         */
        OpinionOut: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Asked By Name */
            asked_by_name: string;
            /** Author Name */
            author_name: string | null;
            compared: components["schemas"]["ComparedOut"] | null;
            /** Does Go Home */
            does_go_home: boolean;
            /** Invitee Name */
            invitee_name: string | null;
            kind: components["schemas"]["OpinionKind"];
            /** Question */
            question: string;
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Report Id */
            report_id: string | null;
            state: components["schemas"]["State"];
        };
        /**
         * OpinionsOfReading
         * @description What a Reading is to others.
         *
         *     `this` if it is a further one itself, `first_id` and `first_report_id` what
         *     it is of, as far as the caller may see that; `others` the further Readings
         *     of the first.
         */
        OpinionsOfReading: {
            /** First Id */
            first_id: string | null;
            /** First Report Id */
            first_report_id: string | null;
            /** May Ask */
            may_ask: boolean;
            /** May Compare */
            may_compare: boolean;
            /** Others */
            others: components["schemas"]["OpinionOut"][];
            this: components["schemas"]["OpinionOut"] | null;
        };
        /**
         * OptionOut
         * @description One answer of a choice.
         */
        OptionOut: {
            impression: components["schemas"]["WordsOut"] | null;
            /** Is Normal */
            is_normal: boolean;
            /** Key */
            key: string;
            label: components["schemas"]["WordsOut"];
            text: components["schemas"]["WordsOut"];
        };
        /**
         * OutcomeIn
         * @description How a call to the clinic went.
         */
        OutcomeIn: {
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "confirmed_readback" | "reached_no_readback" | "unable_to_reach";
            /**
             * Phone
             * @default
             */
            phone: string;
            /**
             * Read Back
             * @default
             */
            read_back: string;
            /** Received At */
            received_at?: string | null;
            /** To Name */
            to_name: string;
            way: components["schemas"]["Way"];
        };
        /**
         * OverviewOut
         * @description Where the studies are, and what goes no further by itself.
         */
        OverviewOut: {
            /** Discrepancies Open */
            discrepancies_open: number;
            /** Escalated */
            escalated: components["schemas"]["ReadingSummary"][];
            /** For Coordinator */
            for_coordinator: components["schemas"]["ReadingSummary"][];
            /** Limited Sites */
            limited_sites: components["schemas"]["LimitedSiteOut"][];
            /** Objects Wrong */
            objects_wrong: components["schemas"]["ObjectWrongOut"][];
            /** Reports Without Route */
            reports_without_route: number;
            /** Studies By Step */
            studies_by_step: {
                [key: string]: number;
            };
            /** Undelivered */
            undelivered: components["schemas"]["UndeliveredOut"][];
            /** Without Specialist */
            without_specialist: components["schemas"]["WithoutSpecialistOut"][];
        };
        /**
         * OwnPassword
         * @description The login's password, once more.
         */
        OwnPassword: {
            /**
             * Password
             * Format: password
             */
            password: string;
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
         * PassOut
         * @description How far a store is re-read; `share` of the pass from 0 to 1.
         */
        PassOut: {
            /**
             * Began At
             * Format: date-time
             */
            began_at: string;
            /** Is Behind */
            is_behind: boolean;
            /** Share */
            share: number;
            /** Unread Since */
            unread_since: string | null;
            /**
             * Worked At
             * Format: date-time
             */
            worked_at: string;
        };
        /**
         * PasswordAgainIn
         * @description The login's password, typed once more.
         */
        PasswordAgainIn: {
            /**
             * Password
             * Format: password
             */
            password: string;
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
         * PatientOut
         * @description A patient as lists and pages show them; `name_standing` says how far the name can be trusted.
         */
        PatientOut: {
            /** Birth Date */
            birth_date: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Name */
            name: string;
            name_standing: components["schemas"]["NameStanding"];
            /** Patient Id */
            patient_id: string;
            /** Sex */
            sex: string;
        };
        /**
         * PhraseOut
         * @description A phrase. `is_editable`: the caller may change it.
         */
        PhraseOut: {
            /** Department Id */
            department_id: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Editable */
            is_editable: boolean;
            /** Modality */
            modality: string;
            owner: components["schemas"]["PhraseOwner"];
            /** Revision */
            revision: number;
            /** Short Key */
            short_key: string;
            /** Text */
            text: string;
        };
        /**
         * PhraseOwner
         * @description Whose it is: one person's, a department's, or every department's.
         * @enum {string}
         */
        PhraseOwner: "personal" | "department" | "house";
        /**
         * PictureOut
         * @description A picture that was kept; send its key with the words.
         */
        PictureOut: {
            /** Columns */
            columns: number;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Rows */
            rows: number;
            /** Size Bytes */
            size_bytes: number;
        };
        /**
         * PixelSpacing
         * @description The distance of pixel centres and where it was measured (PS3.3 10.7.1.1, 10.7.1.2).
         *
         *     `pixel_spacing`: in the patient; `geometry`, `fiducial`: in the patient at one depth; `unstated`: whether it was
         *     corrected cannot be told; `imager_pixel_spacing`: at the detector; `nominal_scanned_pixel_spacing`: on film.
         *     `magnification`: of the patient at the detector (Estimated Radiographic Magnification Factor), where it is known.
         */
        PixelSpacing: {
            /** Column Mm */
            column_mm: number;
            /** Magnification */
            magnification: number | null;
            /**
             * Origin
             * @enum {string}
             */
            origin: "pixel_spacing" | "geometry" | "fiducial" | "unstated" | "imager_pixel_spacing" | "nominal_scanned_pixel_spacing";
            /** Row Mm */
            row_mm: number;
        };
        /**
         * PlaceOut
         * @description Something drawn on one frame, from 1, of an Instance of so many rows and columns.
         */
        PlaceOut: {
            /** Frame */
            frame: number;
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            kind: components["schemas"]["MarkKind"];
            /** Points */
            points: components["schemas"]["PointShape"][];
            /** Text */
            text: string;
        };
        /**
         * PlaceShape
         * @description Something drawn on one frame, from 1; points as those of evidence.
         */
        PlaceShape: {
            /** Frame */
            frame: number;
            /**
             * Instance Id
             * Format: uuid
             */
            instance_id: string;
            kind: components["schemas"]["MarkKind"];
            /** Points */
            points: components["schemas"]["PointShape"][];
            /**
             * Text
             * @default
             */
            text: string;
        };
        /**
         * PlainIn
         * @description Whether devices may call without TLS.
         */
        PlainIn: {
            /** Allows Plain */
            allows_plain: boolean;
        };
        /**
         * PlanBody
         * @description By which province's criteria a clinic goes, and whom it wants to be called.
         */
        PlanBody: {
            /** Levels */
            levels: components["schemas"]["LevelBody"][];
            /** Province */
            province: string;
        };
        /**
         * PointShape
         * @description A place in a frame as it is stored: columns and rows from the outer corner of the first pixel.
         */
        PointShape: {
            /** X */
            x: number;
            /** Y */
            y: number;
        };
        /**
         * PreviewClipOut
         * @description A small animation: its frame k is frame k of the clip, and is shown as long.
         */
        PreviewClipOut: {
            /** Height */
            height: number;
            /**
             * Media Type
             * @constant
             */
            media_type: "image/avif";
            /** Number Of Frames */
            number_of_frames: number;
            /** Size Bytes */
            size_bytes: number;
            /** Width */
            width: number;
        };
        /**
         * PreviewOut
         * @description A small still of the first frame, as the viewer opens it. Its pixels have the shape of the frame's.
         */
        PreviewOut: {
            /** Height */
            height: number;
            /**
             * Media Type
             * @constant
             */
            media_type: "image/jpeg";
            /** Size Bytes */
            size_bytes: number;
            /** Width */
            width: number;
        };
        /**
         * Priority
         * @description How soon the clinic needs the answer.
         * @enum {string}
         */
        Priority: "routine" | "emergency";
        /**
         * PriorOut
         * @description An earlier study of the same patient.
         *
         *     `standing`: "in_doubt" may be opened with its warning, "contradicted" may
         *     not be opened; the warning says why.
         */
        PriorOut: {
            /** Body Parts */
            body_parts: string[];
            /** Modalities */
            modalities: string[];
            /** Number Of Instances */
            number_of_instances: number;
            /** Reports */
            reports: components["schemas"]["PriorReport"][];
            standing: components["schemas"]["PriorStanding"];
            /** Study Date */
            study_date: string;
            /** Study Description */
            study_description: string;
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
            /** Warning En */
            warning_en: string;
            /** Warning Zh */
            warning_zh: string;
        };
        /**
         * PriorReport
         * @description What was signed of an earlier study; its page has the findings.
         */
        PriorReport: {
            /** Author Name */
            author_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Impression */
            impression: string;
            /** Reviewer Name */
            reviewer_name: string | null;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Version */
            version: number;
        };
        /**
         * PriorStanding
         * @description How sure it is that an earlier Study is of the same person.
         * @enum {string}
         */
        PriorStanding: "same" | "in_doubt" | "contradicted";
        /**
         * ProblemOut
         * @description Why something was refused; further members are the values of the refusal.
         */
        ProblemOut: {
            /** Code */
            code: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Title Zh */
            title_zh: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Proof
         * @description The number that START gave; with revisions, only the draft and the evidence that the page shows are signed.
         */
        "Proof-Input": {
            /** Evidence Revision */
            evidence_revision?: number | null;
            /** Fencing Token */
            fencing_token: number;
            /** Revision */
            revision?: number | null;
            /** Second Factor */
            second_factor: components["schemas"]["PasswordAgainIn"] | components["schemas"]["OneTimeCodeIn"];
        };
        /**
         * Proof
         * @description What says that an Instance is in the PACS, the strongest first.
         *
         *     COMMITTED is a report of storage commitment (PS3.4 J.3.3). STORED_BY_WEB is
         *     the Referenced SOP Sequence of a STOW-RS response (PS3.18 10.5.3). STATUS is
         *     no more than the success of a C-STORE: sent, not committed.
         * @enum {string}
         */
        "Proof-Output": "committed" | "stored_by_web" | "status";
        /**
         * QuestionOut
         * @description What a specialist asked; `does_pause` if the Reading waits, or waited, for the answer.
         */
        QuestionOut: {
            answer: components["schemas"]["AnswerOut"] | null;
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Asked By Name */
            asked_by_name: string;
            /** Does Pause */
            does_pause: boolean;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Picture Id */
            picture_id: string | null;
            /** Words */
            words: string;
        };
        /**
         * QuestionsOfReading
         * @description The questions of a Reading, and whether the caller may add to them.
         */
        QuestionsOfReading: {
            /** May Answer */
            may_answer: boolean;
            /** May Ask */
            may_ask: boolean;
            /** Questions */
            questions: components["schemas"]["QuestionOut"][];
        };
        /**
         * RangeOut
         * @description What is normal of a number, and for whom.
         */
        RangeOut: {
            /** Age From */
            age_from: number | null;
            /** Age Until */
            age_until: number | null;
            /** High */
            high: string | null;
            /** Low */
            low: string | null;
            /** Sex */
            sex: string;
            /** Source */
            source: string;
            /** Week */
            week: number | null;
        };
        /**
         * ReadBackIn
         * @description What a person at the clinic read back on the page, and who acts on it.
         */
        ReadBackIn: {
            /**
             * Acting
             * @default
             */
            acting: string;
            /** Read Back */
            read_back: string;
        };
        /**
         * Readiness
         * @description What answers.
         *
         *     `gateway` is what the gateways last said: `none` where none runs with this
         *     database, `silent` where one died, `cannot_keep` where one refuses what
         *     devices send because its store does not answer or its disk is full. `seal`
         *     is how it stands with the certificate that signs documents: reports go home
         *     without it, so it takes nothing from being ready.
         */
        Readiness: {
            /**
             * Database
             * @enum {string}
             */
            database: "ok" | "unavailable";
            /** Gateway */
            gateway: components["schemas"]["IntakeStanding"] | "unknown";
            /**
             * Migrations
             * @enum {string}
             */
            migrations: "current" | "outdated" | "unknown";
            /**
             * Room
             * @enum {string}
             */
            room: "ok" | "low";
            /** Seal */
            seal: components["schemas"]["SealingStanding"] | "unknown";
            /**
             * Store
             * @enum {string}
             */
            store: "ok" | "unavailable";
        };
        /**
         * ReadingCritical
         * @description What the critical question of a Reading needs: the criteria, the findings, and whom to ring.
         */
        ReadingCritical: {
            /** Contacts */
            contacts: components["schemas"]["LevelBody"][];
            /** Criteria */
            criteria: components["schemas"]["CriterionBody"][];
            /** Findings */
            findings: components["schemas"]["FindingOut"][];
        };
        /**
         * ReadingDetail
         * @description Everything that the page of a Reading shows.
         */
        ReadingDetail: {
            /** Actions */
            actions: components["schemas"]["Action"][];
            /** Assignments */
            assignments: components["schemas"]["AssignmentOut"][];
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Clinical Question */
            clinical_question: string;
            /** Deleted Studies */
            deleted_studies: components["schemas"]["DeletedStudyOut"][];
            draft: components["schemas"]["SavedDraft"] | null;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            evidence: components["schemas"]["ReadingEvidenceOut"] | null;
            /** Fencing Token */
            fencing_token: number;
            /** Holder Id */
            holder_id: string | null;
            /** Holder Name */
            holder_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Paused */
            is_paused: boolean;
            /** Late Instance At */
            late_instance_at: string | null;
            /** Lease Ends At */
            lease_ends_at: string | null;
            /** May Compare */
            may_compare: boolean;
            /** Milestones */
            milestones: {
                [key: string]: string;
            };
            modality: components["schemas"]["Modality"];
            opinion: components["schemas"]["OpinionKind"] | null;
            part: components["schemas"]["Part"] | null;
            patient: components["schemas"]["PatientOut"];
            priority: components["schemas"]["Priority"];
            /** Questions Open */
            questions_open: number;
            /** Reason */
            reason: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Report Id */
            report_id: string | null;
            request: components["schemas"]["RequestOut"] | null;
            /** Retake Of */
            retake_of: string | null;
            /** Returns */
            returns: components["schemas"]["ReturnOut"][];
            /** Single Signature */
            single_signature: boolean;
            standing: components["schemas"]["Standing"];
            state: components["schemas"]["State"];
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
            /** Studies */
            studies: components["schemas"]["ReadingStudy"][];
            /** Study Date */
            study_date: string;
            submission: components["schemas"]["SubmissionOut"] | null;
        };
        /**
         * ReadingEvidenceOut
         * @description What the page of a Reading shows: the caller's own, or with revision 0 what was submitted or signed last.
         */
        ReadingEvidenceOut: {
            /** Key Images */
            key_images: components["schemas"]["KeyImageShape"][];
            /** Marks */
            marks: components["schemas"]["MarkShape"][];
            /** Revision */
            revision: number;
            /** Saved At */
            saved_at: string | null;
        };
        /**
         * ReadingOfStudy
         * @description How far the reading of a Study is.
         */
        ReadingOfStudy: {
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            priority: components["schemas"]["Priority"];
            standing: components["schemas"]["Standing"];
            state: components["schemas"]["State"];
        };
        /**
         * ReadingSearch
         * @description Part of a patient's name, a whole Patient ID or an Accession Number.
         */
        ReadingSearch: {
            /** Patient Name */
            patient_name: string;
        };
        /**
         * ReadingStudy
         * @description A Study that the Reading reads.
         */
        ReadingStudy: {
            /** Accession Number */
            accession_number: string;
            /** Clinic Key */
            clinic_key: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Series */
            series: components["schemas"]["SeriesSummary"][];
            /** Study Date */
            study_date: string;
            /** Study Description */
            study_description: string;
            /** Study Instance Uid */
            study_instance_uid: string;
        };
        /**
         * ReadingSummary
         * @description A line of the worklist; `actions` is what the caller may do with it now.
         *
         *     `opinion` says which further Reading of Studies it is, `retake_of` which
         *     rejected Reading it takes anew, `questions_open` how many questions to the
         *     clinic wait for answers.
         *     `study_date` is of the earliest Study as its device sent it, or empty.
         */
        ReadingSummary: {
            /** Actions */
            actions: components["schemas"]["Action"][];
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Clinical Question */
            clinical_question: string;
            /**
             * Due At
             * Format: date-time
             */
            due_at: string;
            /** Holder Id */
            holder_id: string | null;
            /** Holder Name */
            holder_name: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Paused */
            is_paused: boolean;
            modality: components["schemas"]["Modality"];
            opinion: components["schemas"]["OpinionKind"] | null;
            part: components["schemas"]["Part"] | null;
            patient: components["schemas"]["PatientOut"];
            priority: components["schemas"]["Priority"];
            /** Questions Open */
            questions_open: number;
            /** Reason */
            reason: string | null;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Retake Of */
            retake_of: string | null;
            /** Single Signature */
            single_signature: boolean;
            standing: components["schemas"]["Standing"];
            state: components["schemas"]["State"];
            /**
             * State Since
             * Format: date-time
             */
            state_since: string;
            /** Study Date */
            study_date: string;
        };
        /**
         * Reason
         * @description Why an Instance is not in the PACS.
         * @enum {string}
         */
        Reason: "unreachable" | "association_refused" | "not_authorised" | "lost" | "timed_out" | "out_of_resources" | "not_accepted" | "cannot_convert" | "refused" | "not_committed" | "no_report" | "object_wrong" | "gone" | "store_unavailable" | "unexpected";
        /**
         * Reasoned
         * @description Why.
         */
        Reasoned: {
            /** Reason */
            reason: string;
        };
        /**
         * ReasonsOut
         * @description The reasons that there are for a kind of study, the likeliest first.
         */
        ReasonsOut: {
            modality: components["schemas"]["Modality"];
            /** Reasons */
            reasons: components["schemas"]["RejectionReason"][];
        };
        /**
         * ReceiptOut
         * @description The clinic's receipt of a version.
         */
        ReceiptOut: {
            /**
             * Acknowledged At
             * Format: date-time
             */
            acknowledged_at: string;
            /** Acknowledged By Name */
            acknowledged_by_name: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
        };
        /**
         * RejectedStudies
         * @description The rejected Reading with its pictures, to be looked at beside the retake.
         *
         *     Of a wrong patient there are none: they may be another person's.
         */
        RejectedStudies: {
            /** Comment */
            comment: string;
            /** Marks */
            marks: components["schemas"]["PlaceOut"][];
            reading: components["schemas"]["ReadingSummary"];
            reason: components["schemas"]["RejectionReason"];
            /**
             * Rejected At
             * Format: date-time
             */
            rejected_at: string;
            /** Rejected By Name */
            rejected_by_name: string;
            request: components["schemas"]["RequestOut"] | null;
            /** Retaken By */
            retaken_by: string | null;
            /** Studies */
            studies: components["schemas"]["ReadingStudy"][];
        };
        /**
         * Rejecting
         * @description Why the Study cannot be read, and where that shows.
         */
        Rejecting: {
            /**
             * Comment
             * @default
             */
            comment: string;
            /** Fencing Token */
            fencing_token: number;
            /**
             * Marks
             * @default []
             */
            marks: components["schemas"]["PlaceShape"][];
            reason: components["schemas"]["RejectionReason"];
        };
        /**
         * RejectionOut
         * @description Why a Study could not be read. `reading.reason` says it in one line.
         */
        RejectionOut: {
            /** Comment */
            comment: string;
            /** Marks */
            marks: components["schemas"]["PlaceOut"][];
            reading: components["schemas"]["ReadingSummary"];
            reason: components["schemas"]["RejectionReason"];
            /**
             * Rejected At
             * Format: date-time
             */
            rejected_at: string;
            /** Rejected By Name */
            rejected_by_name: string;
            request: components["schemas"]["RequestOut"] | null;
            /** Retaken By */
            retaken_by: string | null;
        };
        /**
         * RejectionReason
         * @description What the clinic has to do better.
         * @enum {string}
         */
        RejectionReason: "positioning" | "exposure" | "cut_off" | "artefact" | "wrong_patient" | "missing_view" | "flat_lead" | "lead_swap";
        /**
         * Releasing
         * @description An admin who takes a Reading back has no number.
         */
        Releasing: {
            /** Fencing Token */
            fencing_token?: number | null;
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * Renditions
         * @description What was prepared of an Instance. While it is `pending`, ask again; `none` will not change.
         */
        Renditions: {
            lossless: components["schemas"]["LosslessOut"] | null;
            preview: components["schemas"]["PreviewOut"] | null;
            preview_clip: components["schemas"]["PreviewClipOut"] | null;
            /**
             * State
             * @enum {string}
             */
            state: "pending" | "ready" | "none";
        };
        /**
         * ReportDetail
         * @description One version, whole; `seal` is null until it is printed.
         *
         *     What its review came to is shown to the hospital alone.
         */
        ReportDetail: {
            /** Accession Number */
            accession_number: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By Name */
            acknowledged_by_name: string | null;
            amending: components["schemas"]["AmendingOut"];
            /** Author Name */
            author_name: string;
            before: components["schemas"]["TextBefore"] | null;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Deliveries */
            deliveries: components["schemas"]["DeliveryOut"][];
            evidence: components["schemas"]["EvidenceOut"];
            /** Findings */
            findings: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Impression */
            impression: string;
            kind: components["schemas"]["ReportKind"];
            modality: components["schemas"]["Modality"];
            patient: components["schemas"]["PatientOut"];
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reason */
            reason: string | null;
            review: components["schemas"]["ReviewOut"] | null;
            /** Reviewer Name */
            reviewer_name: string | null;
            seal: components["schemas"]["SealOut"] | null;
            /** Signatures */
            signatures: components["schemas"]["SignatureOut"][];
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /**
             * Standing
             * @enum {string}
             */
            standing: "current" | "superseded" | "recalled";
            /** Study Date */
            study_date: string;
            /** Verification Code */
            verification_code: string;
            /** Version */
            version: number;
            /** Versions */
            versions: components["schemas"]["VersionOut"][];
        };
        /**
         * ReportKind
         * @description A version is the first, or says why it follows another.
         * @enum {string}
         */
        ReportKind: "final" | "addendum" | "correction" | "recall";
        /**
         * ReportOfStudy
         * @description The newest signed version of a Study's report.
         */
        ReportOfStudy: {
            /** Acknowledged At */
            acknowledged_at: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Version */
            version: number;
        };
        /**
         * ReportPart
         * @description Which text of the report a section is written into.
         * @enum {string}
         */
        ReportPart: "findings" | "impression";
        /**
         * ReportState
         * @description Where a report stands; DEAD waits for a person, or for the device to ask again.
         * @enum {string}
         */
        ReportState: "queued" | "sending" | "reported" | "dead";
        /**
         * ReportSummary
         * @description A line of the list: the newest version of a report. `reviewer_name` is null where one signature is enough.
         *
         *     `reason` says why an addendum, a correction or a recall was made.
         *     `study_date` is of the first Study as its device sent it, or empty.
         */
        ReportSummary: {
            /** Accession Number */
            accession_number: string;
            /** Acknowledged At */
            acknowledged_at: string | null;
            /** Acknowledged By Name */
            acknowledged_by_name: string | null;
            /** Author Name */
            author_name: string;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Impression */
            impression: string;
            kind: components["schemas"]["ReportKind"];
            modality: components["schemas"]["Modality"];
            patient: components["schemas"]["PatientOut"];
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reason */
            reason: string | null;
            /** Reviewer Name */
            reviewer_name: string | null;
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Study Date */
            study_date: string;
            /** Version */
            version: number;
        };
        /**
         * RequestIn
         * @description What a clinic asks for; without an Accession Number one is made.
         */
        RequestIn: {
            /** Accession Number */
            accession_number?: string | null;
            /**
             * Body Part
             * @default
             */
            body_part: string;
            /** Clinical Question */
            clinical_question: string;
            modality: components["schemas"]["Modality"];
            /** Patient Birth Date */
            patient_birth_date?: string | null;
            /** Patient Id */
            patient_id: string;
            /** Patient Name */
            patient_name: string;
            /**
             * Patient Sex
             * @default
             * @enum {string}
             */
            patient_sex: "M" | "F" | "O" | "";
            /** @default routine */
            priority: components["schemas"]["Priority"];
        };
        /**
         * RequestOut
         * @description An order on file, with the Reading that answers it.
         */
        RequestOut: {
            /** Accession Number */
            accession_number: string;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinical Question */
            clinical_question: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            modality: components["schemas"]["Modality"];
            /**
             * Ordered At
             * Format: date-time
             */
            ordered_at: string;
            /** Ordered By Name */
            ordered_by_name: string;
            /** Patient Birth Date */
            patient_birth_date: string | null;
            /** Patient Id */
            patient_id: string;
            /** Patient Name */
            patient_name: string;
            /** Patient Sex */
            patient_sex: string;
            priority: components["schemas"]["Priority"];
            /** Reading Id */
            reading_id: string | null;
            state: components["schemas"]["RequestState"];
        };
        /**
         * RequestState
         * @description Where an ImagingServiceRequest stands.
         * @enum {string}
         */
        RequestState: "open" | "matched" | "cancelled";
        /**
         * Requeued
         * @description How many are due now.
         */
        Requeued: {
            /** Requeued */
            requeued: number;
        };
        /**
         * Resolution
         * @description What a person decided.
         * @enum {string}
         */
        Resolution: "seen" | "two_persons" | "keep_current" | "use_other" | "no_order" | "report_stands" | "amended";
        /**
         * ResolutionIn
         * @description What a person decided, and why.
         */
        ResolutionIn: {
            /**
             * Note
             * @default
             */
            note: string;
            /** Resolution */
            resolution: string;
        };
        /**
         * RetentionOut
         * @description Why a study is kept until when.
         */
        RetentionOut: {
            /**
             * Counts From
             * Format: date
             */
            counts_from: string;
            /**
             * Ends On
             * Format: date
             */
            ends_on: string;
            modality: components["schemas"]["Modality"];
            /** Years */
            years: number;
        };
        /**
         * RetentionRuleIn
         * @description A clinic's own rule; it replaces the one before.
         */
        RetentionRuleIn: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            modality: components["schemas"]["Modality"];
            /** Years */
            years: number;
        };
        /**
         * RetentionRuleOut
         * @description How many years a clinic keeps its studies of a kind.
         */
        RetentionRuleOut: {
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
            modality: components["schemas"]["Modality"];
            /** Years */
            years: number;
        };
        /**
         * ReturnedOut
         * @description A text that was given back.
         */
        ReturnedOut: {
            /** Body Part */
            body_part: string;
            /** Clinic Name */
            clinic_name: string;
            code: components["schemas"]["ReturnReason"];
            modality: components["schemas"]["Modality"];
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reason */
            reason: string;
            /**
             * Returned At
             * Format: date-time
             */
            returned_at: string;
            /** Reviewer Name */
            reviewer_name: string;
            text: components["schemas"]["TextOut"];
        };
        /**
         * ReturnIn
         * @description Why the author is to look again: a code, and words that only `other` cannot do without.
         */
        ReturnIn: {
            /** @default other */
            code: components["schemas"]["ReturnReason"];
            /** Fencing Token */
            fencing_token: number;
            /**
             * Reason
             * @default
             */
            reason: string;
        };
        /**
         * ReturnOut
         * @description A reviewer's no: its code, and what they wrote.
         */
        ReturnOut: {
            code: components["schemas"]["ReturnReason"];
            /** Reason */
            reason: string;
            /**
             * Returned At
             * Format: date-time
             */
            returned_at: string;
            /** Reviewer Name */
            reviewer_name: string;
        };
        /**
         * ReturnReason
         * @description The codes, as the API and the database have them.
         * @enum {string}
         */
        ReturnReason: "side" | "missed" | "contradiction" | "wording" | "template" | "prior" | "other";
        /**
         * ReturnRouteChange
         * @description Another end, or no more reports this way.
         */
        ReturnRouteChange: {
            /** Ae Id */
            ae_id?: string | null;
            /**
             * Authorities
             * @default
             */
            authorities: string;
            character_set?: components["schemas"]["MessageCharacterSet"] | null;
            /** Host */
            host?: string | null;
            /**
             * Is Closed
             * @default false
             */
            is_closed: boolean;
            /** Port */
            port?: number | null;
            /**
             * Receiving Application
             * @default
             */
            receiving_application: string;
            /**
             * Receiving Facility
             * @default
             */
            receiving_facility: string;
            /** Token */
            token?: string | null;
            /**
             * Url
             * @default
             */
            url: string;
            /**
             * Uses Tls
             * @default false
             */
            uses_tls: boolean;
        };
        /**
         * ReturnRouteIn
         * @description Reports of a clinic are to go another way too.
         */
        ReturnRouteIn: {
            /** Ae Id */
            ae_id?: string | null;
            /**
             * Authorities
             * @default
             */
            authorities: string;
            character_set?: components["schemas"]["MessageCharacterSet"] | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Host */
            host?: string | null;
            /** @default dicom */
            kind: components["schemas"]["RouteKind"];
            /** Port */
            port?: number | null;
            /**
             * Receiving Application
             * @default
             */
            receiving_application: string;
            /**
             * Receiving Facility
             * @default
             */
            receiving_facility: string;
            /** Token */
            token?: string | null;
            /**
             * Url
             * @default
             */
            url: string;
            /**
             * Uses Tls
             * @default false
             */
            uses_tls: boolean;
        };
        /**
         * ReturnRouteOut
         * @description A way home for a clinic's reports; its token is never told.
         */
        ReturnRouteOut: {
            /** Ae Id */
            ae_id: string | null;
            /** Authorities */
            authorities: string;
            /** Can Be Tried */
            can_be_tried: boolean;
            character_set: components["schemas"]["MessageCharacterSet"] | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Has Token */
            has_token: boolean;
            /** Host */
            host: string | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Closed */
            is_closed: boolean;
            kind: components["schemas"]["RouteKind"];
            /** Port */
            port: number | null;
            /** Receiving Application */
            receiving_application: string;
            /** Receiving Facility */
            receiving_facility: string;
            trial: components["schemas"]["TrialOut"] | null;
            /** Url */
            url: string;
            /** Uses Tls */
            uses_tls: boolean;
        };
        /**
         * ReviewOut
         * @description What a review came to: both texts, and the reviewer's word to the author.
         */
        ReviewOut: {
            after: components["schemas"]["TextOut"];
            /** Author Name */
            author_name: string;
            before: components["schemas"]["TextOut"];
            /** Body Part */
            body_part: string;
            /** Clinic Name */
            clinic_name: string;
            /** Is New */
            is_new: boolean;
            modality: components["schemas"]["Modality"];
            /** Note */
            note: string;
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /** Reasons */
            reasons: components["schemas"]["ChangeReason"][];
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /**
             * Reviewed At
             * Format: date-time
             */
            reviewed_at: string;
            /** Reviewer Name */
            reviewer_name: string;
            size: components["schemas"]["ChangeSize"] | null;
        };
        /**
         * RobotIn
         * @description A robot; an address or secret that is not given stays as it is.
         */
        RobotIn: {
            /** Clinic Id */
            clinic_id?: string | null;
            /**
             * Is Paused
             * @default false
             */
            is_paused: boolean;
            kind: components["schemas"]["RobotKind"];
            /** Name */
            name: string;
            /** Secret */
            secret?: string | null;
            /** Url */
            url?: string | null;
        };
        /**
         * RobotKind
         * @description Whose robots there are.
         * @enum {string}
         */
        RobotKind: "wecom" | "dingtalk";
        /**
         * RobotOut
         * @description A robot; its address and secret are never told.
         */
        RobotOut: {
            /** Clinic Id */
            clinic_id: string | null;
            /** Has Secret */
            has_secret: boolean;
            /** Host */
            host: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Is Paused */
            is_paused: boolean;
            kind: components["schemas"]["RobotKind"];
            /** Name */
            name: string;
        };
        /**
         * Role
         * @description What a person may do; one person may have several.
         * @enum {string}
         */
        Role: "technician" | "township_doctor" | "author" | "reviewer" | "admin";
        /**
         * RouteKind
         * @description The ways home: a page, and what a system of the clinic is sent.
         *
         *     DICOM is the PDF as an Encapsulated PDF Instance, SR the words as a Basic
         *     Text SR Instance, both by C-STORE; HL7 an ORU^R01 over MLLP; FHIR a
         *     transaction.
         * @enum {string}
         */
        RouteKind: "page" | "dicom" | "sr" | "hl7" | "fhir";
        /**
         * RouteKindOut
         * @description A way home, and whether this installation can send by it.
         */
        RouteKindOut: {
            /** Is Offered */
            is_offered: boolean;
            kind: components["schemas"]["RouteKind"];
        };
        /**
         * RoutingRuleIn
         * @description What a clinic sends is to go to a destination: all, or one device's, or one modality's.
         */
        RoutingRuleIn: {
            /** Ae Id */
            ae_id?: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Destination Id
             * Format: uuid
             */
            destination_id: string;
            /** Modality */
            modality?: string | null;
        };
        /**
         * RoutingRuleOut
         * @description What a clinic sends goes to a destination.
         */
        RoutingRuleOut: {
            /** Ae Id */
            ae_id: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Destination Id
             * Format: uuid
             */
            destination_id: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Modality */
            modality: string | null;
        };
        /**
         * SavedDraft
         * @description The text as kept.
         */
        SavedDraft: {
            critical: components["schemas"]["CriticalAnswer"] | null;
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /** Over */
            over: number;
            /** Revision */
            revision: number;
            /**
             * Saved At
             * Format: date-time
             */
            saved_at: string;
            template: components["schemas"]["TemplateFilled"] | null;
        };
        /**
         * SealingStanding
         * @description What an admin is told of the seal.
         * @enum {string}
         */
        SealingStanding: "none" | "ok" | "ending" | "expired" | "not_yet" | "problem";
        /**
         * SealLevel
         * @description How much the seal on a document proves (ETSI EN 319 142-1): nothing, who and that it is whole, and also when.
         * @enum {string}
         */
        SealLevel: "none" | "B-B" | "B-T";
        /**
         * SealOut
         * @description The hospital's signature on the PDF.
         *
         *     `level` is `B-T` with a time that an authority vouches for, `B-B` without
         *     one, `none` where there is no signature; `problem` says why it is lesser
         *     than it should be, or is empty.
         */
        SealOut: {
            /** Is Local */
            is_local: boolean | null;
            level: components["schemas"]["SealLevel"];
            /** Problem */
            problem: string;
            /** Subject */
            subject: string | null;
        };
        /**
         * Seeing
         * @description What the page shows as the last late arrival; what came since is not acknowledged with it.
         */
        Seeing: {
            /** Fencing Token */
            fencing_token: number;
            /**
             * Late Instance At
             * Format: date-time
             */
            late_instance_at: string;
        };
        /**
         * Segment
         * @description A part of the way from order to acknowledgement; TERM is what is agreed on.
         * @enum {string}
         */
        Segment: "ordered_to_acquired" | "acquired_to_received" | "receiving" | "settling" | "offering" | "claiming" | "opening" | "writing" | "reviewing" | "delivering" | "acknowledging" | "term" | "paused" | "retaking";
        /**
         * SeriesOfStudy
         * @description One Series and how much it holds.
         */
        SeriesOfStudy: {
            /** Body Part Examined */
            body_part_examined: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Laterality */
            laterality: string;
            /** Modality */
            modality: string;
            /** Number Of Instances */
            number_of_instances: number;
            /** Series Description */
            series_description: string;
            /** Series Number */
            series_number: number | null;
        };
        /**
         * SeriesSummary
         * @description A Series with its Instances, in their order.
         */
        SeriesSummary: {
            /** Body Part Examined */
            body_part_examined: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Instances */
            instances: components["schemas"]["InstanceSummary"][];
            /** Laterality */
            laterality: string;
            /** Modality */
            modality: string;
            /** Series Description */
            series_description: string;
            /** Series Instance Uid */
            series_instance_uid: string;
            /** Series Number */
            series_number: number | null;
        };
        /**
         * SessionOut
         * @description Who is logged in; the token goes into the X-CSRF-Token header of changing requests.
         *
         *     `has_codes` says that the person set up a device for one-time codes.
         */
        SessionOut: {
            account: components["schemas"]["AccountOut"];
            /** Csrf Token */
            csrf_token: string | null;
            /** Expires At */
            expires_at: string | null;
            /** Has Codes */
            has_codes: boolean;
        };
        /**
         * Shown
         * @description What was shown since the page last said so, in its order.
         */
        Shown: {
            /** Instances */
            instances: components["schemas"]["InstanceShown"][];
        };
        /**
         * SignatureMeaning
         * @description What a signer says by signing.
         * @enum {string}
         */
        SignatureMeaning: "authored" | "reviewed_and_approved" | "authored_and_approved";
        /**
         * SignatureOut
         * @description A signature, verified over the kept bytes for this answer.
         */
        SignatureOut: {
            /** Is Valid */
            is_valid: boolean;
            /** Key Id */
            key_id: string;
            meaning: components["schemas"]["SignatureMeaning"];
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Signer Name */
            signer_name: string;
        };
        /**
         * Signed
         * @description What an act of signing led to; a report once both signatures stand.
         */
        Signed: {
            /** Number */
            number: number;
            /** Report Id */
            report_id: string | null;
            /**
             * Submission Id
             * Format: uuid
             */
            submission_id: string;
            /** Version */
            version: number | null;
        };
        /**
         * SiteCertificateIn
         * @description A certificate in PEM.
         */
        SiteCertificateIn: {
            /** Pem */
            pem: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
        };
        /**
         * SiteCertificateOut
         * @description A certificate with which devices of a Site call; `sha256` is its fingerprint in hexadecimal.
         */
        SiteCertificateOut: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
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
            /** Is Valid */
            is_valid: boolean;
            /**
             * Not After
             * Format: date-time
             */
            not_after: string;
            /**
             * Not Before
             * Format: date-time
             */
            not_before: string;
            /** Sha256 */
            sha256: string;
            /**
             * Site Id
             * Format: uuid
             */
            site_id: string;
            /** Subject */
            subject: string;
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
         * @description A new Site of a clinic; its devices may call without TLS unless that is refused.
         */
        SiteIn: {
            /**
             * Allows Plain
             * @default true
             */
            allows_plain: boolean;
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
         * @description One physical place of a clinic; `house_limits` hold where it has none of its own.
         */
        SiteOut: {
            /** Allows Plain */
            allows_plain: boolean;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Default Character Set */
            default_character_set: string | null;
            /**
             * @default {
             *       "associations": 600,
             *       "bytes_per_day": 10000000000000,
             *       "bytes_per_hour": 1000000000000,
             *       "instances_per_minute": 120000
             *     }
             */
            house_limits: components["schemas"]["LimitsOut"];
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Most Associations */
            most_associations: number | null;
            /** Most Bytes Per Day */
            most_bytes_per_day: number | null;
            /** Most Bytes Per Hour */
            most_bytes_per_hour: number | null;
            /** Most Instances Per Minute */
            most_instances_per_minute: number | null;
            /** Name */
            name: string;
            /** Time Zone */
            time_zone: string;
        };
        /**
         * Source
         * @description From which study a pane is filled: the one that is read, or the newest comparable earlier one.
         * @enum {string}
         */
        Source: "current" | "prior";
        /**
         * SourceOut
         * @description Where normal ranges come from.
         */
        SourceOut: {
            /** Key */
            key: string;
            /** Title */
            title: string;
        };
        /**
         * Standing
         * @description How a Reading does against its term.
         * @enum {string}
         */
        Standing: "on_time" | "at_risk" | "late" | "done";
        /**
         * State
         * @description Where a Reading stands.
         * @enum {string}
         */
        State: "awaiting" | "assigned" | "in_progress" | "submitted" | "review_offered" | "in_review" | "signed" | "rejected" | "cancelled";
        /**
         * StationIn
         * @description A specialist is to work at a clinic for a time; the weekly shifts hold there too.
         */
        StationIn: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
        };
        /**
         * StationOut
         * @description A specialist works at a clinic from one moment until before another.
         */
        StationOut: {
            /**
             * Account Id
             * Format: uuid
             */
            account_id: string;
            /**
             * Begins At
             * Format: date-time
             */
            begins_at: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
        };
        /**
         * StepOut
         * @description What was done: who told whom, by which way, when it was received, and what was read back.
         */
        StepOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By Name */
            by_name: string;
            event: components["schemas"]["CriticalEvent"] | null;
            /** Level */
            level: number;
            /** Note */
            note: string;
            /** Number */
            number: number;
            /** Phone */
            phone: string;
            /** Read Back */
            read_back: string;
            /** Received At */
            received_at: string | null;
            state: components["schemas"]["CriticalState"];
            /** To Name */
            to_name: string;
            way: components["schemas"]["Way"] | null;
        };
        /**
         * StudyAgedOut
         * @description A study with until when it is to be kept; `has_ended` says that it is due.
         */
        StudyAgedOut: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Has Ended */
            has_ended: boolean;
            hold: components["schemas"]["HoldOut"] | null;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Received At
             * Format: date-time
             */
            last_received_at: string;
            patient: components["schemas"]["PatientOut"];
            proposal: components["schemas"]["DeletionOut"] | null;
            retention: components["schemas"]["RetentionOut"];
            /** Study Date */
            study_date: string;
            /** Study Description */
            study_description: string;
        };
        /**
         * StudyDetail
         * @description One Study with its Series.
         */
        StudyDetail: {
            /** Accession Number */
            accession_number: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * First Received At
             * Format: date-time
             */
            first_received_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Received At
             * Format: date-time
             */
            last_received_at: string;
            /** Modalities */
            modalities: string[];
            /** Number Of Instances */
            number_of_instances: number;
            patient: components["schemas"]["PatientOut"];
            reading: components["schemas"]["ReadingOfStudy"] | null;
            report: components["schemas"]["ReportOfStudy"] | null;
            /** Series */
            series: components["schemas"]["SeriesOfStudy"][];
            /** Settled At */
            settled_at: string | null;
            /** Study Date */
            study_date: string;
            /** Study Description */
            study_description: string;
        };
        /**
         * StudySearch
         * @description What to look for; a name in a body is in no log and no URL.
         */
        StudySearch: {
            /** Accession Number */
            accession_number?: string | null;
            /**
             * Doubtful Names Only
             * @default false
             */
            doubtful_names_only: boolean;
            /** From */
            from?: string | null;
            /** Patient Id */
            patient_id?: string | null;
            /** Patient Name */
            patient_name?: string | null;
            /** Until */
            until?: string | null;
        };
        /**
         * StudySummary
         * @description One Study as a list shows it.
         */
        StudySummary: {
            /** Accession Number */
            accession_number: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * First Received At
             * Format: date-time
             */
            first_received_at: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /**
             * Last Received At
             * Format: date-time
             */
            last_received_at: string;
            /** Modalities */
            modalities: string[];
            /** Number Of Instances */
            number_of_instances: number;
            patient: components["schemas"]["PatientOut"];
            reading: components["schemas"]["ReadingOfStudy"] | null;
            report: components["schemas"]["ReportOfStudy"] | null;
            /** Settled At */
            settled_at: string | null;
            /** Study Date */
            study_date: string;
            /** Study Description */
            study_description: string;
        };
        /**
         * StudyToForward
         * @description A Study that is to go to a destination whatever the rules say.
         */
        StudyToForward: {
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
        };
        /**
         * SubmissionOut
         * @description What the author submitted last; once signed, as its reviewer changed it.
         */
        SubmissionOut: {
            /**
             * Author Id
             * Format: uuid
             */
            author_id: string;
            /** Author Name */
            author_name: string;
            critical: components["schemas"]["CriticalAnswer"] | null;
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /** Number */
            number: number;
            /**
             * Submitted At
             * Format: date-time
             */
            submitted_at: string;
        };
        /**
         * Take
         * @description What of it: the n-th picture, the n-th series, or the n-th picture of a side.
         * @enum {string}
         */
        Take: "picture" | "series" | "right" | "left";
        /**
         * TemplateFieldOut
         * @description One thing to fill in.
         */
        TemplateFieldOut: {
            /** Decimals */
            decimals: number;
            /** Is Multiple */
            is_multiple: boolean;
            /** Key */
            key: string;
            kind: components["schemas"]["FieldKind"];
            label: components["schemas"]["WordsOut"];
            /** Options */
            options: components["schemas"]["OptionOut"][];
            /** Ranges */
            ranges: components["schemas"]["RangeOut"][];
            text: components["schemas"]["WordsOut"] | null;
            /** Unit */
            unit: string;
            /** Week Field */
            week_field: string;
        };
        /**
         * TemplateFilled
         * @description The form that a text is written with, and what was filled into it by field.
         */
        TemplateFilled: {
            /** Key */
            key: string;
            /** Values */
            values: components["schemas"]["FilledField"][];
            /** Version */
            version: number;
        };
        /**
         * TemplateIn
         * @description A template's file; its own version says which one was changed.
         */
        TemplateIn: {
            /** Content */
            content: string;
        };
        /**
         * TemplateLine
         * @description A template in a list, in its newest version. `is_editable`: an edit makes its next version, not a copy.
         */
        TemplateLine: {
            /** Body Parts */
            body_parts: string[];
            /** Department Id */
            department_id: string | null;
            /** Is Editable */
            is_editable: boolean;
            /** Is Shipped */
            is_shipped: boolean;
            /** Key */
            key: string;
            modality: components["schemas"]["Modality"];
            /** Replaces */
            replaces: string;
            title: components["schemas"]["WordsOut"];
            /** Version */
            version: number;
        };
        /**
         * TemplateOut
         * @description One version of a template.
         */
        TemplateOut: {
            /** Body Parts */
            body_parts: string[];
            /** Key */
            key: string;
            modality: components["schemas"]["Modality"];
            normal_impression: components["schemas"]["WordsOut"] | null;
            /** Sections */
            sections: components["schemas"]["TemplateSectionOut"][];
            /** Sources */
            sources: components["schemas"]["SourceOut"][];
            title: components["schemas"]["WordsOut"];
            /** Version */
            version: number;
        };
        /**
         * TemplateSectionOut
         * @description Fields that become one paragraph.
         */
        TemplateSectionOut: {
            /** Fields */
            fields: components["schemas"]["TemplateFieldOut"][];
            /** Is Titled */
            is_titled: boolean;
            /** Key */
            key: string;
            part: components["schemas"]["ReportPart"];
            title: components["schemas"]["WordsOut"];
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
         * TextBefore
         * @description What the last version before said, recalls left out.
         */
        TextBefore: {
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            /** Version */
            version: number;
        };
        /**
         * TextIn
         * @description The text as it stands on the page.
         */
        TextIn: {
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
        };
        /**
         * TextOut
         * @description What a report says.
         */
        TextOut: {
            /** Findings */
            findings: string;
            /** Impression */
            impression: string;
        };
        /**
         * ToCompare
         * @description A further report that its signer has not compared with the first.
         */
        ToCompare: {
            opinion: components["schemas"]["OpinionOut"];
            reading: components["schemas"]["ReadingSummary"];
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
        /**
         * TrialOut
         * @description The last time that somebody wanted to know whether a route's end answers; without an end a worker is at it.
         */
        TrialOut: {
            /**
             * Asked At
             * Format: date-time
             */
            asked_at: string;
            /** Detail */
            detail: string;
            /** Ended At */
            ended_at: string | null;
            /** Succeeded */
            succeeded: boolean | null;
        };
        /**
         * TurnaroundRow
         * @description One segment of a clinic's Readings of a kind; `left_out` were measured by a wrong clock.
         */
        TurnaroundRow: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /** Count */
            count: number;
            /** Left Out */
            left_out: number;
            modality: components["schemas"]["Modality"];
            /** P50 S */
            p50_s: number | null;
            /** P90 S */
            p90_s: number | null;
            /** P95 S */
            p95_s: number | null;
            segment: components["schemas"]["Segment"];
            /** Within Term Share */
            within_term_share: number | null;
        };
        /**
         * UltrasoundRegion
         * @description A calibrated region of an ultrasound picture (PS3.3 C.8.5.5); units by their codes there.
         */
        UltrasoundRegion: {
            /** Data Type */
            data_type: number | null;
            /** Delta X */
            delta_x: number | null;
            /** Delta Y */
            delta_y: number | null;
            /** Flags */
            flags: number | null;
            /** Reference Value X */
            reference_value_x: number | null;
            /** Reference Value Y */
            reference_value_y: number | null;
            /** Reference X */
            reference_x: number | null;
            /** Reference Y */
            reference_y: number | null;
            /** Spatial Format */
            spatial_format: number | null;
            /** Units X */
            units_x: number | null;
            /** Units Y */
            units_y: number | null;
            /** X0 */
            x0: number;
            /** X1 */
            x1: number;
            /** Y0 */
            y0: number;
            /** Y1 */
            y1: number;
        };
        /**
         * UndeliveredFigures
         * @description What is late, what waits for a person, and since when.
         */
        UndeliveredFigures: {
            /** Dead */
            dead: number;
            /** Oldest Queued At */
            oldest_queued_at: string | null;
            /** Overdue */
            overdue: number;
        };
        /**
         * UndeliveredOut
         * @description A version that has not arrived by one of its routes, with what went wrong last.
         */
        UndeliveredOut: {
            /** Ae Title */
            ae_title: string | null;
            /** Attempts */
            attempts: number;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            /** Last Problem */
            last_problem: string | null;
            /**
             * Next Attempt At
             * Format: date-time
             */
            next_attempt_at: string;
            /**
             * Queued At
             * Format: date-time
             */
            queued_at: string;
            /**
             * Report Id
             * Format: uuid
             */
            report_id: string;
            route_kind: components["schemas"]["RouteKind"];
            state: components["schemas"]["DeliveryState"];
            /** Version */
            version: number;
        };
        /**
         * Unfit
         * @description Why a specialist is not offered a Reading.
         * @enum {string}
         */
        Unfit: "inactive" | "no_role" | "no_partnership" | "no_credential" | "is_author" | "took_part" | "not_invited" | "posted_there" | "posted_elsewhere" | "off_duty" | "asked_before" | "released_before";
        /**
         * Verdict
         * @description How a further report stands to the first.
         *
         *     Of an opinion: AGREES, MINOR (other words, nothing to do differently) or
         *     DISAGREES. Of an arbitration: FIRST_STANDS, SECOND_STANDS or NEITHER.
         * @enum {string}
         */
        Verdict: "agrees" | "minor" | "disagrees" | "first_stands" | "second_stands" | "neither";
        /**
         * VerificationOut
         * @description What the code stands for. An unknown code has the same shape, all null.
         *
         *     `sha256` is of the PDF, so that a file can be compared; null until it is
         *     printed. `seal` is the hospital's signature on that PDF: `B-T` with a time
         *     that an authority vouches for, `B-B` without one, `none` where there is no
         *     signature. `seal_is_local` tells a certificate that no recognized authority
         *     issued.
         */
        VerificationOut: {
            /** Is Current */
            is_current?: boolean | null;
            /** Is Known */
            is_known: boolean;
            seal?: components["schemas"]["SealLevel"] | null;
            /** Seal Is Local */
            seal_is_local?: boolean | null;
            /** Seal Issuer */
            seal_issuer?: string | null;
            /** Seal Subject */
            seal_subject?: string | null;
            /** Sha256 */
            sha256?: string | null;
            /** Signature Valid */
            signature_valid?: boolean | null;
            /** Signed At */
            signed_at?: string | null;
            standing?: components["schemas"]["VersionStanding"] | null;
            /** Version */
            version?: number | null;
        };
        /**
         * VerifyTask
         * @description Pictures came, or were exchanged, after a report was signed; `amendment_id` is of one that is under way.
         */
        VerifyTask: {
            /** Amendment Id */
            amendment_id: string | null;
            /** Body Part */
            body_part: string;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Name */
            clinic_name: string;
            /**
             * Id
             * Format: uuid
             */
            id: string;
            modality: components["schemas"]["Modality"];
            /**
             * Newest Report Id
             * Format: uuid
             */
            newest_report_id: string;
            /** Newest Version */
            newest_version: number;
            patient: components["schemas"]["PatientOut"];
            /**
             * Raised At
             * Format: date-time
             */
            raised_at: string;
            /**
             * Reading Id
             * Format: uuid
             */
            reading_id: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /**
             * Study Id
             * Format: uuid
             */
            study_id: string;
        };
        /**
         * VersionOut
         * @description A version of the same report.
         */
        VersionOut: {
            /**
             * Id
             * Format: uuid
             */
            id: string;
            kind: components["schemas"]["ReportKind"];
            /**
             * Signed At
             * Format: date-time
             */
            signed_at: string;
            /** Version */
            version: number;
        };
        /**
         * VersionStanding
         * @description Whether a version is to be acted on.
         * @enum {string}
         */
        VersionStanding: "current" | "superseded" | "recalled";
        /**
         * View
         * @description Which Readings a page asks for.
         * @enum {string}
         */
        View: "mine" | "open" | "done";
        /**
         * VoiFunction
         * @description How a window maps values to greys (PS3.3 C.11.2.1.3).
         * @enum {string}
         */
        VoiFunction: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
        /**
         * VoiWindow
         * @description A VOI window in units of the Modality LUT's output.
         */
        VoiWindow: {
            /** Center */
            center: number;
            /** Explanation */
            explanation: string;
            /**
             * Function
             * @enum {string}
             */
            function: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
            /** Width */
            width: number;
        };
        /**
         * Waveform
         * @description The groups of a waveform. `acquired_at` is the device's wall clock, without a zone.
         */
        Waveform: {
            /** Acquired At */
            acquired_at: string | null;
            /** Annotations */
            annotations: components["schemas"]["WaveformAnnotation"][];
            /** Groups */
            groups: components["schemas"]["WaveformGroup"][];
        };
        /**
         * WaveformAnnotation
         * @description What the device measured or stated. `channels`: pairs of group and channel from 1; 0 is all.
         */
        WaveformAnnotation: {
            /** Channels */
            channels: [
                number,
                number
            ][];
            /** Coded Value */
            coded_value: string;
            /** Group Number */
            group_number: number | null;
            /** Name */
            name: string;
            /** Name Code */
            name_code: string;
            /** Sample Positions */
            sample_positions: number[];
            /** Text */
            text: string;
            /** Time Offsets Ms */
            time_offsets_ms: number[];
            /** Unit */
            unit: string;
            /** Value */
            value: number | null;
        };
        /**
         * WaveformChannel
         * @description One channel. Its samples are served in microvolts, sensitivity and baseline applied.
         */
        WaveformChannel: {
            /** Baseline Uv */
            baseline_uv: number;
            /** Code */
            code: string;
            /** Code Scheme */
            code_scheme: string;
            /** Filter High Hz */
            filter_high_hz: number | null;
            /** Filter Low Hz */
            filter_low_hz: number | null;
            /** Is Derived */
            is_derived: boolean;
            /** Label */
            label: string;
            /** Lead */
            lead: string | null;
            /** Meaning */
            meaning: string;
            /** Notch Hz */
            notch_hz: number | null;
            /** Sensitivity Uv */
            sensitivity_uv: number;
            /** Skew S */
            skew_s: number;
        };
        /**
         * WaveformGroup
         * @description Channels that were sampled together.
         */
        WaveformGroup: {
            /** Channels */
            channels: components["schemas"]["WaveformChannel"][];
            /** Label */
            label: string;
            /** Number Of Samples */
            number_of_samples: number;
            /** Offset Ms */
            offset_ms: number;
            /** Originality */
            originality: string;
            /** Sampling Frequency */
            sampling_frequency: number;
        };
        /**
         * Way
         * @description How somebody was told.
         * @enum {string}
         */
        Way: "phone" | "page" | "wechat" | "dingtalk" | "in_person" | "other";
        /**
         * WhenBody
         * @description Which studies a rule is for; null or empty asks for nothing.
         */
        WhenBody: {
            /** Body Parts */
            body_parts: string[];
            /** Has Prior */
            has_prior: boolean | null;
            laterality: components["schemas"]["Laterality"] | null;
            modality: components["schemas"]["Modality"] | null;
            /** Pictures At Least */
            pictures_at_least: number;
            /** Series At Least */
            series_at_least: number;
        };
        /**
         * Which
         * @description Which findings a page asks for.
         * @enum {string}
         */
        Which: "unconfirmed" | "open" | "ended" | "all";
        /**
         * WindowShape
         * @description A VOI window in units of the Modality LUT's output.
         */
        WindowShape: {
            /** Center */
            center: number;
            /** @default LINEAR */
            function: components["schemas"]["VoiFunction"];
            /** Width */
            width: number;
        };
        /**
         * WithdrawalIn
         * @description Why it was raised by mistake.
         */
        WithdrawalIn: {
            /** Reason */
            reason: string;
        };
        /**
         * WithoutSpecialistOut
         * @description A Reading that nobody is fit for now, and the one thing to mend.
         */
        WithoutSpecialistOut: {
            reading: components["schemas"]["ReadingSummary"];
            why: components["schemas"]["Unfit"];
        };
        /**
         * WordsOut
         * @description The same in both languages.
         */
        WordsOut: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_amendments: {
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
                    "application/json": components["schemas"]["AmendmentSummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
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
                    "application/json": components["schemas"]["AmendmentDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    write_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentText"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    abandon_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentRemark"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    return_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentRemark"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    sign_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    submit_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                amendment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentProof"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
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
                    "application/json": components["schemas"]["PlanBody"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    put_critical_plan: {
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
                "application/json": components["schemas"]["PlanBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanBody"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_commitment_reports: {
        parameters: {
            query?: {
                limit?: number;
                state?: components["schemas"]["ReportState"] | null;
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
                    "application/json": components["schemas"]["CommitmentReportOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_commitment_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                commitment_id: string;
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
                    "application/json": components["schemas"]["CommitmentReportOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_counts: {
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
                    "application/json": components["schemas"]["CriticalCounts"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_criteria: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                province: string;
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
                    "application/json": components["schemas"]["CriteriaOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    put_critical_criteria: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                province: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CriteriaIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CriteriaOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_findings: {
        parameters: {
            query?: {
                limit?: number;
                since?: string | null;
                until?: string | null;
                which?: components["schemas"]["Which"];
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
                    "application/json": components["schemas"]["FindingOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
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
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    record_critical_action: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ActionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    close_critical_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    record_critical_outcome: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OutcomeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_critical_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadBackIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    withdraw_critical_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                critical_finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_critical_provinces: {
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
                    "application/json": string[];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_study_deletions: {
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
                    "application/json": components["schemas"]["DeletionLineOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    propose_study_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeletionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletionOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    approve_study_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deletion_id: string;
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
                    "application/json": components["schemas"]["DeletionOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    refuse_study_deletion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                deletion_id: string;
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
                    "application/json": components["schemas"]["DeletionOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_deliveries: {
        parameters: {
            query?: {
                limit?: number;
                state?: components["schemas"]["DeliveryState"] | null;
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
                    "application/json": components["schemas"]["DeliveryOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_delivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
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
                    "application/json": components["schemas"]["DeliveryOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_dead_deliveries: {
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
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    count_undelivered_reports: {
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
                    "application/json": components["schemas"]["UndeliveredFigures"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_discrepancies: {
        parameters: {
            query?: {
                show?: "open" | "resolved";
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
                    "application/json": components["schemas"]["Discrepancy"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    resolve_discrepancy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                discrepancy_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolutionIn"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_feedback: {
        parameters: {
            query?: {
                limit?: number;
                time_zone?: string;
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
                    "application/json": components["schemas"]["FeedbackOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    see_feedback: {
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_destinations: {
        parameters: {
            query?: {
                since?: string | null;
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
                    "application/json": components["schemas"]["DestinationOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    add_destination: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DestinationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinationOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    change_destination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                destination_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DestinationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DestinationOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_destination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                destination_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_destination: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                destination_id: string;
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
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    forward_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                destination_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudyToForward"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Requeued"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_forwardings: {
        parameters: {
            query?: {
                destination_id?: string | null;
                limit?: number;
                state?: components["schemas"]["ForwardingState"] | null;
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
                    "application/json": components["schemas"]["ForwardingOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_forwarding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                forwarding_id: string;
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
                    "application/json": components["schemas"]["ForwardingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_hanging_rules: {
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
                    "application/json": components["schemas"]["HangingRulesOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    put_hanging_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HangingRulesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HangingRulesOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    describe_instance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "application/json": components["schemas"]["InstanceDisplay"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "application/pdf": unknown;
                    "text/plain": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_frame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
                number: number;
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
                    "application/octet-stream": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_lossless_frame: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                frame: number;
                instance_id: string;
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
                    "image/jphc": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jphc": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_original: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "application/dicom": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "image/jpeg": unknown;
                };
            };
            /** @description No Content */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_preview_clip: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "image/avif": unknown;
                };
            };
            /** @description Partial Content */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/avif": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    render_instance: {
        parameters: {
            query?: {
                frame?: number;
                width?: number | null;
                window?: string | null;
            };
            header?: never;
            path: {
                instance_id: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    describe_waveform: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                instance_id: string;
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
                    "application/json": components["schemas"]["Waveform"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_waveform_samples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                group: number;
                instance_id: string;
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
                    "application/octet-stream": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_keeping: {
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
                    "application/json": components["schemas"]["KeepingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_notice_mail: {
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
                    "application/json": components["schemas"]["MailState"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_notice_robots: {
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
                    "application/json": components["schemas"]["RobotOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    add_notice_robot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RobotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RobotOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    change_notice_robot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                robot_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RobotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RobotOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_notice_robot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                robot_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    test_notice_robot: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                robot_id: string;
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
                    "application/json": components["schemas"]["NoticeOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_notices: {
        parameters: {
            query?: {
                limit?: number;
                state?: components["schemas"]["NoticeState"] | null;
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
                    "application/json": components["schemas"]["NoticeOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retry_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
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
                    "application/json": components["schemas"]["NoticeOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_opinions_to_compare: {
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
                    "application/json": components["schemas"]["ToCompare"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_overview: {
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
                    "application/json": components["schemas"]["OverviewOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    confirm_patient_name: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmedName"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_own_phrases: {
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
                    "application/json": components["schemas"]["PhraseOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    add_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPhrase"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhraseOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    change_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                phrase_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedPhrase"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PhraseOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    delete_phrase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                phrase_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                picture_id: string;
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
                    "image/jpeg": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_waiting_questions: {
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
                    "application/json": components["schemas"]["OpenQuestion"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    answer_question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                question_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Answering"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_worklist: {
        parameters: {
            query?: {
                clinic_id?: string | null;
                limit?: number;
                modality?: components["schemas"]["Modality"] | null;
                priority?: components["schemas"]["Priority"] | null;
                state?: components["schemas"]["State"] | null;
                view?: components["schemas"]["View"];
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
                    "application/json": components["schemas"]["ReadingSummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["ReadingDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    acknowledge_late_instance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Seeing"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    cancel_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["ChangeOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    claim_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    compare_opinion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Comparing"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_contradictions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TextIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContradictionOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_reading_critical: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["ReadingCritical"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    raise_critical_finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindingIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    save_draft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedDraft"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    save_evidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvidenceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingEvidenceOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    renew_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Held"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    open_last_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["LastReportOut"] | null;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    open_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_opinions_of_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["OpinionsOfReading"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    ask_second_opinion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskingOpinion"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpinionMade"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_invitable_specialists: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["Invitable"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    pause_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Reasoned"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    attach_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "image/jpeg": unknown;
                "image/png": unknown;
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PictureOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_priors_of_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["PriorOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    open_prior: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
                study_id: string;
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
                    "application/json": components["schemas"]["ReadingStudy"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_questions_of_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["QuestionsOfReading"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    ask_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Asking"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    reject_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Rejecting"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_rejection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["RejectedStudies"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    release_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Releasing"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    choose_imaging_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Choosing"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    resume_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    return_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnIn"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    note_shown_pictures: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Shown"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    sign_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Approval"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    start_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    submit_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Proof-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Signed"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_worklist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadingSearch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadingSummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_rejection_reasons: {
        parameters: {
            query?: {
                modality?: components["schemas"]["Modality"] | null;
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
                    "application/json": components["schemas"]["ReasonsOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_reports: {
        parameters: {
            query?: {
                limit?: number;
                unread?: boolean | null;
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
                    "application/json": components["schemas"]["ReportSummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/json": components["schemas"]["ReportDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    acknowledge_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/json": components["schemas"]["ReceiptOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    open_amendment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendmentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendmentDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_report_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/pdf": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_imaging_requests: {
        parameters: {
            query?: {
                limit?: number;
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
                    "application/json": components["schemas"]["RequestOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    place_imaging_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_imaging_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
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
                    "application/json": components["schemas"]["RequestOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    cancel_imaging_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
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
                    "application/json": components["schemas"]["RequestOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_clinic_retakes: {
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
                    "application/json": components["schemas"]["RejectionOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_retention_rules: {
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
                    "application/json": components["schemas"]["RetentionRuleOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    set_retention_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetentionRuleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RetentionRuleOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_retention_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                rule_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_studies_due: {
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
                    "application/json": components["schemas"]["StudyAgedOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_return_route_kinds: {
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
                    "application/json": components["schemas"]["RouteKindOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    change_return_route: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                route_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRouteChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRouteOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    try_return_route: {
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
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReturnRouteOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_routing_rules: {
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
                    "application/json": components["schemas"]["RoutingRuleOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    add_routing_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoutingRuleIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoutingRuleOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_routing_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                routing_rule_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    begin_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnrolmentOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    confirm_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FirstCode"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnPassword"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_site_certificates: {
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
                    "application/json": components["schemas"]["SiteCertificateOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    bind_site_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteCertificateIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteCertificateOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    unbind_site_certificate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                certificate_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    set_limits: {
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
                "application/json": components["schemas"]["LimitsIn"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    set_plain: {
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
                "application/json": components["schemas"]["PlainIn"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_stations: {
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
                    "application/json": components["schemas"]["StationOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    add_station: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StationIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StationOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    remove_station: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                station_id: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_arrived_studies: {
        parameters: {
            query?: {
                /** @description first_received_at of the last one seen */
                before?: string | null;
                limit?: number;
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
                    "application/json": components["schemas"]["StudySummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_id: string;
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
                    "application/json": components["schemas"]["StudyDetail"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    open_one_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_id: string;
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
                    "application/json": components["schemas"]["ReadingStudy"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_retention: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_id: string;
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
                    "application/json": components["schemas"]["StudyAgedOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_arrived_studies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StudySearch"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StudySummary"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_study_holds: {
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
                    "application/json": components["schemas"]["HoldLineOut"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    place_study_hold: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    lift_study_hold: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                hold_id: string;
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
                    "application/json": components["schemas"]["HoldOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    list_report_templates: {
        parameters: {
            query?: {
                modality?: components["schemas"]["Modality"] | null;
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
                    "application/json": components["schemas"]["TemplateLine"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    save_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateLine"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retire_report_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                version: number;
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
                    "application/json": components["schemas"]["TemplateOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    export_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
                version: number;
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
                    "application/json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    check_template: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplateOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_turnaround: {
        parameters: {
            query?: {
                clinic_id?: string | null;
                from?: string | null;
                modality?: components["schemas"]["Modality"] | null;
                priority?: components["schemas"]["Priority"] | null;
                until?: string | null;
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
                    "application/json": components["schemas"]["TurnaroundRow"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    verify_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
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
                    "application/json": components["schemas"]["VerificationOut"];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_verify_tasks: {
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
                    "application/json": components["schemas"]["VerifyTask"][];
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    confirm_verify_task: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                task_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Comment"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_series_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_studies_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    store_instances_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/related": string;
            };
        };
        responses: {
            /** @description Every Instance is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Some are stored, or with a warning */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored: the volume of the Site is spent */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    store_instances_of_study_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/related": string;
            };
        };
        responses: {
            /** @description Every Instance is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Some are stored, or with a warning */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored: the volume of the Site is spent */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances_of_study_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study_metadata_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_study_of_clinic: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_series_of_study_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances_of_series_of_clinic: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_bulk_data_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                element_path: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/octet-stream": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_frames_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                frame_list: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/octet-stream": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_frame_of_clinic: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                number: number;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_frame_thumbnail_of_clinic: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                number: number;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance_metadata_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_instance_of_clinic: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance_thumbnail_of_clinic: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series_metadata_of_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_series_of_clinic: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series_thumbnail_of_clinic: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study_thumbnail_of_clinic: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_by_uri_of_clinic: {
        parameters: {
            query: {
                columns?: number | null;
                contentType?: string;
                frameNumber?: number;
                imageQuality?: number;
                objectUID: string;
                requestType: "WADO";
                rows?: number | null;
                seriesUID: string;
                studyUID: string;
                transferSyntax?: string | null;
                windowCenter?: string | null;
                windowWidth?: string | null;
            };
            header?: never;
            path: {
                clinic_key: string;
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
                    "application/dicom": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_series: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_studies: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    store_instances: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/related": string;
            };
        };
        responses: {
            /** @description Every Instance is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Some are stored, or with a warning */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored: the volume of the Site is spent */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    store_instances_of_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/related": string;
            };
        };
        responses: {
            /** @description Every Instance is stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Some are stored, or with a warning */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description None is stored: the volume of the Site is spent */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances_of_study: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_study: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_series_of_study: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_instances_of_series: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                series_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/dicom": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_bulk_data: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                element_path: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/octet-stream": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_frames: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                frame_list: string;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "application/octet-stream": unknown;
                    "multipart/related": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_frame: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                number: number;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_frame_thumbnail: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                number: number;
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_instance: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_instance_thumbnail: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                series_instance_uid: string;
                sop_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series_metadata: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                series_instance_uid: string;
                study_instance_uid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description DICOM JSON Model */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/dicom+json": unknown;
                };
            };
            /** @description No match */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_rendered_series: {
        parameters: {
            query?: {
                quality?: number;
                viewport?: string | null;
                window?: string | null;
            };
            header?: never;
            path: {
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_series_thumbnail: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                series_instance_uid: string;
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_study_thumbnail: {
        parameters: {
            query?: {
                viewport?: string | null;
            };
            header?: never;
            path: {
                study_instance_uid: string;
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
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    retrieve_by_uri: {
        parameters: {
            query: {
                columns?: number | null;
                contentType?: string;
                frameNumber?: number;
                imageQuality?: number;
                objectUID: string;
                requestType: "WADO";
                rows?: number | null;
                seriesUID: string;
                studyUID: string;
                transferSyntax?: string | null;
                windowCenter?: string | null;
                windowWidth?: string | null;
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
                    "application/dicom": unknown;
                    "image/jpeg": unknown;
                    "image/png": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_binary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/pdf": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_diagnostic_reports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    post_search_diagnostic_reports: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_diagnostic_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_diagnostic_report_history: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_diagnostic_report_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_key: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_imaging_studies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    post_search_imaging_studies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_imaging_study: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                study_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    get_fhir_capabilities: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_organization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                clinic_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_patients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    post_search_patients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_patient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                patient_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_practitioner: {
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
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    search_service_requests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    post_search_service_requests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
    read_service_request: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description FHIR R4 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/fhir+json": unknown;
                };
            };
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
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
            /** @description Refused */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["ProblemOut"];
                };
            };
        };
    };
}
