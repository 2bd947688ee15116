// Made from the gateway's OpenAPI document by `npm run generate`.
export interface paths {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description, for people */
        get: operations["docs"];
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
        /** Whether the process is alive */
        get: operations["health"];
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
        /** Metrics, for Prometheus; behind a token of their own where the gateway is told one */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This description */
        get: operations["openApi"];
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
        /** Whether it can serve: every ledger channel, the store and the read model are really asked */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Accounts with all platforms, by id
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listAccounts"];
        put?: never;
        /**
         * Register an account of a holder with a platform, by terms that both have signed
         * @description Roles: admin, operator, billing.
         */
        post: operations["registerAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An account as the ledger knows it
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The platform puts in money to stand for its credits
         * @description Each time counts: send an `Idempotency-Key`, so that a repeat does not. Roles: admin, operator, billing.
         */
        post: operations["backAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show newer counters: nothing older counts any more
         * @description Roles: admin, operator, billing.
         */
        post: operations["checkpointAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/closing/arm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the deadline of a close that has begun: a window from now
         * @description Roles: admin, operator, billing.
         */
        post: operations["armAccountClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/closing/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The holder or the platform begins to close alone, with the newest counters it has
         * @description Roles: admin, operator, billing.
         */
        post: operations["beginAccountClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/closing/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show newer counters than a close has
         * @description Roles: admin, operator, billing.
         */
        post: operations["challengeAccountClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/closing/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay out by the newest counters that were shown, after the deadline
         * @description Roles: admin, operator, billing.
         */
        post: operations["finalizeAccountClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/lock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The holder puts in money of its organization
         * @description Each time counts: send an `Idempotency-Key`, so that a repeat does not. Roles: admin, operator, billing.
         */
        post: operations["lockAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/accounts/{accountId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay out what both have signed; as the last it closes the account
         * @description Roles: admin, operator, billing.
         */
        post: operations["withdrawAccount"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listAlertRules"];
        put?: never;
        /**
         * Be told when a threshold is crossed
         * @description Each crossing is told once, in the events and to webhooks: when a quota’s use or a month’s bills reach the threshold, and again only after they were below it; for each new price version. What is above the threshold already when the rule is made is told at once. Roles: admin, operator, billing.
         */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{ruleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A rule
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readAlertRule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules/{ruleId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be told no longer
         * @description Roles: admin, operator, billing.
         */
        post: operations["removeAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Thresholds that were crossed, the newest first
         * @description The newest 100,000 are kept. Roles: admin, operator, billing, auditor.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The API keys that there are and were, without their secrets
         * @description Roles: admin, auditor.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key for a program
         * @description It is sent as a bearer token is. The key is told in this answer alone; a repeat under the same `Idempotency-Key` has null instead. A key of role `user` needs the user that it acts for. Roles: admin.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An API key, without its secret
         * @description Roles: admin, auditor.
         */
        get: operations["readApiKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End an API key at once
         * @description Roles: admin.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/api-keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description Its id and roles stay. The secret before is taken beside the new one for a while, so that programs can be changed one by one; the one before that no longer. Roles: admin.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asked this gateway to write what, and what became of it, newest first
         * @description Each write has two lines, before the ledger is asked and after. `hash` is SHA-256 over the line’s JSON without it, so over the hash of the line before too: whoever keeps one sees later that nothing before it was changed. Roles: admin, auditor.
         */
        get: operations["readAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bills, lent and borrowed, in the order of their ends
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listBills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{type}/{instanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The bill of an instance
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readBill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{type}/{instanceId}/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The corrections of a bill
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listBillCorrections"];
        put?: never;
        /**
         * The provider corrects a bill by a credit or a debit note
         * @description The bill itself never changes. A credit note is in force at once; a debit note when the consumer accepts it. The same note again is harmless. Roles: admin, operator, billing.
         */
        post: operations["issueCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{type}/{instanceId}/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer disputes a bill
         * @description One dispute of a bill at a time. The same dispute again is harmless. Roles: admin, operator, billing.
         */
        post: operations["disputeBill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cheque-accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What books have paid to their beneficiaries, and set aside for them; by book and beneficiary
         * @description The drawer of a book takes part in all of its accounts. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listChequeAccounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Chequebooks of all organizations, by id
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listChequebooks"];
        put?: never;
        /**
         * Open an empty book of this organization or a user of it
         * @description Roles: admin, operator, billing.
         */
        post: operations["openChequebook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A chequebook
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readChequebook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/accounts/{beneficiary}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a book has paid to a beneficiary, and has set aside for it
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readChequeAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/cash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a cheque: its beneficiary is paid what it is still owed, as far as there is money
         * @description Roles: admin, operator, billing.
         */
        post: operations["cashCheque"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/deposit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The drawer puts in money of its organization
         * @description Each time counts: send an `Idempotency-Key`, so that a repeat does not. Roles: admin, operator, billing.
         */
        post: operations["depositChequebook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/hard-deposit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The drawer sets so much aside for one beneficiary in all, more than before
         * @description Roles: admin, operator, billing.
         */
        post: operations["setHardDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/hard-deposit/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The beneficiary leaves so much set aside for it in all, less than before
         * @description Roles: admin, operator, billing.
         */
        post: operations["releaseHardDeposit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/withdrawal/arm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set when a withdrawal is due: a window from now
         * @description Roles: admin, operator, billing.
         */
        post: operations["armChequebookWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/withdrawal/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The drawer wants free money back; every cheque can be cashed meanwhile
         * @description Roles: admin, operator, billing.
         */
        post: operations["beginChequebookWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/chequebooks/{bookId}/withdrawal/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay the drawer what it wants back, once it is due
         * @description Roles: admin, operator, billing.
         */
        post: operations["completeChequebookWithdrawal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Corrections, issued and received
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listCorrections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/{correctionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A correction
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readCorrection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/{correctionId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer accepts a debit note
         * @description Roles: admin, operator, billing.
         */
        post: operations["acceptCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/{correctionId}/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer rejects a debit note
         * @description Roles: admin, operator, billing.
         */
        post: operations["rejectCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/corrections/{correctionId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The provider withdraws a debit note
         * @description Roles: admin, operator, billing.
         */
        post: operations["withdrawCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Disputes, opened and received
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listDisputes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{disputeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dispute
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readDispute"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{disputeId}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The provider answers a dispute, as often as it likes until it is resolved
         * @description Roles: admin, operator, billing.
         */
        post: operations["answerDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/disputes/{disputeId}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer ends a dispute; a statement that was disputed is then accepted
         * @description Roles: admin, operator, billing.
         */
        post: operations["resolveDispute"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports that wait for the other side
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listImports"];
        put?: never;
        /**
         * Bring in a cloud host of the past, or accept one that the other side has proposed alike
         * @description Either side proposes; when the other says the same, the host is there, released, and billed at the prices that both named; or, where it is metered, its provider reports its usage, to be charged at them. It takes no quota. Roles: admin, operator.
         */
        post: operations["importEcs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-imports/{instanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An import that waits for the other side
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-imports/{instanceId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept what the other side has proposed, as it stands now
         * @description Whoever would rather say what it accepts sends all of it to `POST /v1/ecs-imports`. Roles: admin, operator.
         */
        post: operations["acceptImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-imports/{instanceId}/withdraw": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Drop an import that waits; either side may
         * @description Roles: admin, operator.
         */
        post: operations["withdrawImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Cloud hosts, lent and borrowed
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listEcsResources"];
        put?: never;
        /**
         * Open a cloud host under the quota between the two organizations
         * @description The same instance again is harmless. Roles: admin, operator, user (own records).
         */
        post: operations["openEcsResource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-resources/{instanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A cloud host
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readEcsResource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/ecs-resources/{instanceId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a cloud host and get its bill
         * @description A metered one has no bill: it is answered itself, and what is left is settled by its usage records. Roles: admin, operator, user (own records).
         */
        post: operations["releaseEcsResource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes on the ledgers, and the alerts, as it happens
         * @description Server-sent events. One named `changes` is one ledger transaction, one named `alert` a threshold that was crossed; its `id` is the place to go on from. Without `Last-Event-ID` (or `after`) the stream begins with what comes from now on; `genesis` begins with everything. The `data` is a `LedgerEvent`, or an `Alert`. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/focus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All charges of a month as FOCUS cost and usage in CSV
         * @description A row a line of a bill, a note, or a user’s metered usage; whether its statement is issued or not. What is billed adds up to the statements to the fen. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["exportFocus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/usage-records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cloud hosts that ran in a month as cloud usage records of EGI (APEL)
         * @description One message of version 0.4. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["exportUsageRecords"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All the money there is: what came in and went out, and where the rest is
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["auditFunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/balances": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What organizations have; those that never had any are not there
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listFunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/balances/{orgId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an organization has
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readFunds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Money that came in, or that somebody says came in; by reference
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listFundsIssues"];
        put?: never;
        /**
         * Money came in outside: it is there when the clearing of two organizations has said the same
         * @description Roles: admin, billing.
         */
        post: operations["issueFunds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/issues/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who has said what of money that came in
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readFundsIssue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/movements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What each transaction did to the funds of each organization, the oldest first
         * @description The changes of an organization’s balance add up to what it has. Roles: admin, operator, billing, auditor.
         */
        get: operations["listFundsMovements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/redemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Redemptions, by organization and reference
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listFundsRedemptions"];
        put?: never;
        /**
         * This organization wants money out: it is held until another has paid it outside, or refuses to
         * @description Roles: admin, billing.
         */
        post: operations["redeemFunds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/redemptions/{orgId}/{reference}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A redemption
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readFundsRedemption"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/redemptions/{orgId}/{reference}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * This organization has paid another’s redemption outside
         * @description Roles: admin, billing.
         */
        post: operations["confirmFundsRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/redemptions/{orgId}/{reference}/refuse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * This organization does not pay another’s redemption: the money is free again
         * @description Roles: admin, billing.
         */
        post: operations["refuseFundsRedemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/transfers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Transfers as they stand on the ledger, the oldest first
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listFundsTransfers"];
        put?: never;
        /**
         * Pay another organization, once under its id
         * @description Roles: admin, operator, billing.
         */
        post: operations["transferFunds"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/transfers/{fromOrgId}/{transferId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A transfer
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readFundsTransfer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/netting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What remains of a month’s accepted statements when they are set off, and the smallest set of payments
         * @description Two organizations need one payment at most. Three need two: what the other two owe each other stands on their ledger alone, so it is to be told. Roles: admin, operator, billing, auditor.
         */
        get: operations["readNetting"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The confirmed organizations that this one deals with, itself among them
         * @description Roles: admin, operator, billing, auditor, user.
         */
        get: operations["listOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oss-resources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Object stores, lent and borrowed
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listOssResources"];
        put?: never;
        /**
         * Open an object store under the quota between the two organizations
         * @description It takes disk of the quota and no address. The same instance again is harmless. Roles: admin, operator, user (own records).
         */
        post: operations["openOssResource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oss-resources/{instanceId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An object store
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readOssResource"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oss-resources/{instanceId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report an object store’s counters and issue its bill
         * @description The provider’s part of a release. It ends the store too, where its consumer has not stopped it. Roles: admin, operator.
         */
        post: operations["releaseOssResource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/oss-resources/{instanceId}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop an object store’s clock; its provider bills it later
         * @description The consumer’s part of a release. A metered store is ended so, by either side. Roles: admin, operator, user (own records).
         */
        post: operations["stopOssResource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Payment channels of all organizations, by id
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listPaymentChannels"];
        put?: never;
        /**
         * Open a payment channel: its first member pays its deposit and its stake
         * @description Roles: admin, operator, billing.
         */
        post: operations["openPaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A payment channel as the ledger knows it
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readPaymentChannel"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a state: nothing older counts any more, and what it withdraws is paid
         * @description Roles: admin, operator, billing.
         */
        post: operations["checkpointPaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Close at once, with a state that all have signed as the last
         * @description Roles: admin, operator, billing.
         */
        post: operations["closePaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/closing/arm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set the deadline of a close that has begun: a window from now
         * @description Roles: admin, operator, billing.
         */
        post: operations["armPaymentChannelClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/closing/begin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to close alone, with the newest state; without one, with what the ledger knows
         * @description Roles: admin, operator, billing.
         */
        post: operations["beginPaymentChannelClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/closing/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show a newer state than a close has
         * @description Roles: admin, operator, billing.
         */
        post: operations["challengePaymentChannelClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/closing/finalize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pay out by the newest state that was shown, after the deadline
         * @description Roles: admin, operator, billing.
         */
        post: operations["finalizePaymentChannelClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * One more member pays its deposit and the stake
         * @description Roles: admin, operator, billing.
         */
        post: operations["joinPaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a member out again, with all it paid in, while others are still missing
         * @description Roles: admin, operator, billing.
         */
        post: operations["leavePaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/payment-channels/{channelId}/top-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A member pays in more
         * @description Each time counts: send an `Idempotency-Key`, so that a repeat does not. Roles: admin, operator, billing.
         */
        post: operations["topUpPaymentChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preimages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal a preimage: it claims every lock of its hash that has not expired
         * @description Roles: admin, operator, billing.
         */
        post: operations["revealPreimage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/preimages/{hash}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The preimage of a hash, once revealed
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readPreimage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The prices in force now, of every organization that has one
         * @description Roles: admin, operator, billing, auditor, user.
         */
        get: operations["listPrices"];
        put?: never;
        /**
         * Publish this organization’s first price, in force at once
         * @description It goes on every ledger channel of the provider; one that is cut short is completed by itself. Roles: admin, operator.
         */
        post: operations["publishPrice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The price in force, now or at a moment
         * @description Roles: admin, operator, billing, auditor, user.
         */
        get: operations["readPrice"];
        /**
         * Publish the next version of this organization’s price
         * @description It takes force at the same second on every ledger channel, some seconds from now unless told. Roles: admin, operator.
         */
        put: operations["changePrice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/prices/{providerId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version of a price, oldest first
         * @description Roles: admin, operator, billing, auditor, user.
         */
        get: operations["listPriceVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/provider-permissions/{providerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a provider may open instances for a consumer
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readProviderPermission"];
        /**
         * Let a provider open instances in the name of this organization, or no longer
         * @description Roles: admin, operator.
         */
        put: operations["setProviderPermission"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quotas, lent and borrowed
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["listQuotas"];
        put?: never;
        /**
         * Promise capacity to a consumer organization
         * @description One quota is active for a provider and a consumer at a time. The same quota again is harmless. Roles: admin, operator.
         */
        post: operations["createQuota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/{quotaId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A quota, what of it is used and what remains
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readQuota"];
        /**
         * Change an active quota; never below what is in use
         * @description Roles: admin, operator.
         */
        put: operations["updateQuota"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/{quotaId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a quota of which nothing is in use
         * @description Roles: admin, operator.
         */
        post: operations["closeQuota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Quotas, instances and bills by what their id begins with
         * @description Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The first key that a user signs documents with
         * @description An organization’s own key is registered by its admin, with the admin’s certificate. Roles: admin, operator, billing.
         */
        post: operations["registerSettlementKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-keys/{party}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The keys of a party that still count, the newest last
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readSettlementKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-keys/{party}/retire": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An older key counts no more from a window on; again after that, it is dropped
         * @description Roles: admin, operator, billing.
         */
        post: operations["retireSettlementKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-keys/{party}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The next key; a user’s takes the consent of its present one
         * @description Roles: admin, operator, billing.
         */
        post: operations["rotateSettlementKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settlement-terms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The terms of settlement: agreed, or who wants what
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readSettlementTerms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/spend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sums of the bills of each month of Asia/Shanghai
         * @description For a provider and a consumer together, or for one user with `userId`. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readSpend"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statements, issued and received
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listStatements"];
        put?: never;
        /**
         * Issue the statement of a month to a consumer
         * @description It closes the month, which must have ended an hour ago; what comes later for it is on the next statement. The same again answers the statement as it is. Roles: admin, operator, billing.
         */
        post: operations["issueStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A statement as it is now
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A statement as CSV: its lines, all that they add up, and what is due
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readStatementCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}.pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A statement on paper, in Chinese and English
         * @description With 2,000 entries at most; the CSV has all of them. Roles: admin, operator, billing, auditor.
         */
        get: operations["readStatementPdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer accepts a statement; silence for 15 days does too
         * @description Roles: admin, operator, billing.
         */
        post: operations["acceptStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/confirm-settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The creditor confirms that it has been paid
         * @description A transfer of funds, cheques and a payment channel are looked up on the ledger of all first, and it is refused where less has come than is due. Of these the gateway confirms by itself, unless it is told not to. Roles: admin, operator, billing.
         */
        post: operations["confirmSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/dispute": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The consumer disputes a statement, within 15 days
         * @description Roles: admin, operator, billing.
         */
        post: operations["disputeStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a statement adds up: bills, usage and notes
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["listStatementEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/refuse-settlement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The creditor has not been paid: the debtor is to name a payment again
         * @description Roles: admin, operator, billing.
         */
        post: operations["refuseSettlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/{statementId}/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The debtor names the payment that settles an accepted statement
         * @description A transfer of funds is named `transfer:00002:transfer-1`, by payer and id: it must be of what is due. Cheques are named `cheque:book-1:00001`, by book and beneficiary, a payment channel of the two `payment-channel:channel-1`: many statements are paid by one, each fen of it once, and it is refused where less has come through it than is claimed. Any other reference is of a payment elsewhere. Roles: admin, operator, billing.
         */
        post: operations["settleStatement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The sum of all bills of a provider, a consumer or a user
         * @description Exactly one of `providerId`, `consumerId` and `userId` says whose; of both types unless told. Roles: admin, operator, billing, auditor, user (own records).
         */
        get: operations["readTotals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What became of a usage record that was sent here
         * @description In parts, where it spanned metering windows. It is known for a month or more after it was settled. Roles: admin, operator, billing, auditor.
         */
        get: operations["readUsage"];
        put?: never;
        /**
         * Report what metered instances have used
         * @description CloudEvents 1.0, one or a batch, or plain records; in JSON or a line each. At most 10,000 and 8 MiB. A record is told from others by `source` and `id`, so that sending it again is harmless. 202 says that every accepted record is on disk and will be on the ledger once, unless the ledger refuses it: `GET /v1/usage` tells. Roles: admin, operator.
         */
        post: operations["recordUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many usage records of this gateway the ledger does not have yet
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readUsageBacklog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/batches/{providerId}/{lane}/{sequence}/records/{recordId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A usage record on the ledger, what it costs, and the proof that it is in its batch
         * @description For both organizations. docs/usage.md says how to check the proof without this program. Roles: admin, operator, billing, auditor.
         */
        get: operations["readUsageProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/late": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A usage record that came late, which stands alone on the ledger, likewise
         * @description Roles: admin, operator, billing, auditor.
         */
        get: operations["readLateUsageProof"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Messages that could not be delivered yet, or not at all
         * @description Roles: admin, auditor.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}/discard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a message up
         * @description Roles: admin.
         */
        post: operations["discardWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhook-deliveries/{deliveryId}/redeliver": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try to deliver a message again at once
         * @description Roles: admin.
         */
        post: operations["redeliverWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The webhooks, without their secrets
         * @description Roles: admin, auditor.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have a URL told of events and alerts from now on
         * @description Messages are posted and signed as Standard Webhooks 1.0 has it. The secret is told in this answer alone; a repeat under the same `Idempotency-Key` has null instead. Only public addresses are reached, over TLS, unless the gateway’s settings name others. Roles: admin.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A webhook, without its secret
         * @description Roles: admin, auditor.
         */
        get: operations["readWebhook"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forget a webhook and what was not delivered to it
         * @description Roles: admin.
         */
        post: operations["removeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with what happened since a webhook was suspended
         * @description Roles: admin.
         */
        post: operations["resumeWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new secret
         * @description For a while its messages are signed with both, so that the receiver can be changed meanwhile. Roles: admin.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send nothing to a webhook for now
         * @description Roles: admin.
         */
        post: operations["suspendWebhook"];
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
        AcceptCorrection: Record<string, never>;
        AcceptImport: Record<string, never>;
        AcceptStatement: Record<string, never>;
        Account: {
            /**
             * @description The account
             * @example acc-1
             */
            accountId: string;
            /**
             * @description Fen the platform has put in for its credits
             * @example 0
             */
            backed: string;
            closing: {
                /**
                 * @description Who closes it alone
                 * @example 00002
                 */
                by: string;
                challenged: boolean;
                /**
                 * Format: date-time
                 * @description From then on it can be finalized; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                deadline: string | null;
            } | null;
            /**
             * @description Milli-fen credited in all
             * @example 0
             */
            credits: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Milli-fen debited in all
             * @example 0
             */
            debits: string;
            /**
             * @description Whose it is
             * @example 00002001
             */
            holder: string;
            /**
             * @description Fen the holder has put in
             * @example 500
             */
            locked: string;
            /**
             * @description Who keeps it
             * @example 00001
             */
            platform: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /**
             * @description Fen paid out to the holder
             * @example 0
             */
            toHolder: string;
            /**
             * @description Fen paid out to the platform
             * @example 0
             */
            toPlatform: string;
            /** @enum {string} */
            unit: "fen";
        };
        AccountList: {
            items: components["schemas"]["Account"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        /** @description A threshold that was crossed */
        Alert: {
            /**
             * @description Counts from 1
             * @example 1
             */
            alertId: number;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            detail: components["schemas"]["QuotaUseAlert"] | components["schemas"]["SpendAlert"] | components["schemas"]["PriceChangeAlert"];
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description The rule
             * @example 0123456789abcdef
             */
            ruleId: string;
            /**
             * @description What the rule is for
             * @example quota nearly used up
             */
            ruleName: string;
            /**
             * Format: date-time
             * @description Of the transaction that crossed the threshold
             * @example 2026-02-15T08:00:00Z
             */
            time: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        AlertList: {
            items: components["schemas"]["Alert"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        /** @description Null where it is of no account to the kind, or does not narrow */
        AlertRule: {
            /**
             * @description The sum of a month’s bills, in fen
             * @example 1000000
             */
            amount: string | null;
            /**
             * @description Only what this organization borrows
             * @example 00002
             */
            consumerId: string | null;
            /**
             * @description The principal that made it
             * @example alice
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /** @enum {string} */
            kind: "quota-use" | "spend" | "price-change";
            /**
             * @description What it is for
             * @example quota nearly used up
             */
            name: string;
            /**
             * @description Of any dimension of a quota
             * @example 80
             */
            percent: number | null;
            /** @description Whether each user’s bills are summed for themselves */
            perUser: boolean | null;
            /**
             * @description Only what this organization lends
             * @example 00001
             */
            providerId: string | null;
            /**
             * @description Only this quota
             * @example 000001
             */
            quotaId: string | null;
            /**
             * @description The rule
             * @example 0123456789abcdef
             */
            ruleId: string;
            /**
             * @description Only this user’s bills
             * @example 00002001
             */
            userId: string | null;
        };
        AlertRuleList: {
            items: components["schemas"]["AlertRule"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        AnswerDispute: {
            /**
             * @description Whether it agrees
             * @example agreed
             * @enum {string}
             */
            answer: "agreed" | "declined";
            /**
             * @description The correction that it has made of it
             * @example credit-1
             */
            correctionId?: string;
            /**
             * @description What it says to it
             * @example 已核实并更正
             */
            text: string;
        };
        ApiKey: {
            /**
             * @description The principal that made it
             * @example alice
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2026-02-15T08:00:00Z
             */
            expiresTime: string | null;
            /**
             * @description The key
             * @example 0123456789abcdef
             */
            keyId: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute
             * @example 2026-02-15T08:00:00Z
             */
            lastUsedTime: string | null;
            /**
             * @description What it is for
             * @example nightly usage report
             */
            name: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation is taken too
             * @example 2026-02-15T08:00:00Z
             */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-15T08:00:00Z
             */
            revokedTime: string | null;
            /**
             * @description What it may do
             * @example [
             *       "operator"
             *     ]
             */
            roles: ("admin" | "operator" | "billing" | "auditor" | "user")[];
            /**
             * @description Whom it acts for, in role `user`
             * @example 00002001
             */
            userId: string | null;
        };
        ApiKeyList: {
            items: components["schemas"]["ApiKey"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        ArmAccountClose: Record<string, never>;
        ArmChequebookWithdrawal: Record<string, never>;
        ArmPaymentChannelClose: Record<string, never>;
        AuditLine: {
            /**
             * Format: date-time
             * @description When it was written
             * @example 2026-02-15T08:00:00Z
             */
            at: string;
            /**
             * @description The refusal’s code
             * @example ALREADY_EXISTS
             */
            code: string | null;
            /**
             * @description What was sent, at most 4,096 characters
             * @example {"quotaId":"000001"}
             */
            content: string | null;
            /**
             * @description SHA-256 over the rest of the line
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            hash: string;
            /**
             * @description Its method
             * @example POST
             */
            method: string | null;
            /**
             * @description What
             * @example createQuota
             */
            operation: string;
            /**
             * @description Its path
             * @example /v1/quotas
             */
            path: string | null;
            /**
             * @description Before the ledger is asked, with the content; with the answer; with the outcome, where it was not known then
             * @enum {string}
             */
            phase: "asked" | "answered" | "settled";
            /**
             * @description The line before’s
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            previousHash: string;
            /**
             * @description Who: the token’s `sub`, or `key:` and the API key’s id
             * @example alice
             */
            principal: string;
            /**
             * @description The request, as `x-request-id` names it
             * @example 8e03978e-40d5-43dd-bc93-6894a57f9324
             */
            requestId: string;
            roles: string[];
            /**
             * @description Counts from 1
             * @example 1
             */
            sequence: number;
            /**
             * @description The answer’s HTTP status
             * @example 201
             */
            status: number | null;
            /** @description The ledger transactions that hold what was written */
            transactionIds: string[];
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string | null;
        };
        AuditLog: {
            items: components["schemas"]["AuditLine"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        BackAccount: {
            /**
             * @description Fen, at least 1
             * @example 500
             */
            amount: string;
        };
        BeginAccountClose: {
            /**
             * @description A counter: credits signed by the platform, or debits signed by both
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            document?: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
            /**
             * @description The other counter
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            other?: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
            /**
             * @description Who closes it
             * @example 00002001
             */
            party: string;
        };
        BeginChequebookWithdrawal: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
        };
        BeginPaymentChannelClose: {
            /**
             * @description A member of this organization
             * @example 00002
             */
            member: string;
            /**
             * @description Signed by all members
             * @example {
             *       "document": {
             *         "type": "channel-state",
             *         "version": 1,
             *         "funding": 1,
             *         "balances": [
             *           "30000000"
             *         ],
             *         "withdrawn": [
             *           0
             *         ],
             *         "locks": [],
             *         "final": false
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            state?: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        /** @description An issued bill never changes */
        Bill: {
            /**
             * Format: date-time
             * @description When the instance was opened
             * @example 2026-02-15T08:00:00Z
             */
            beginTime: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description Who owes
             * @example 00002
             */
            consumerId: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-02-15T08:00:00Z
             */
            endTime: string;
            /**
             * @description The lines’ sum: a count of 1/(86,400·10¹⁰) fen
             * @example 41472000000000000
             */
            exactAmount: string;
            /**
             * @description GB of outbound flow, of an OSSBill
             * @example 12.5
             */
            flowOut: string | null;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            lines: components["schemas"]["BillLine"][];
            /**
             * @description Requests, of an OSSBill
             * @example 1000
             */
            ossRequest: string | null;
            /**
             * @description The month whose statement it is on, in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /** @description The price versions of the lines, as they were */
            priceSnapshot: components["schemas"]["PriceVersion"][];
            /**
             * @description Who is owed
             * @example 00001
             */
            providerId: string;
            /** @description The instance as it was at its release */
            resource: components["schemas"]["EcsResource"] | components["schemas"]["OssResource"];
            /**
             * @description Fen: the lines’ exact sum, rounded once, half up
             * @example 48
             */
            totalCost: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            type: "ECSBill" | "OSSBill";
            /** @enum {string} */
            unit: "fen";
            /**
             * @description Whole hours
             * @example 24
             */
            usageHours: number;
            /**
             * @description Seconds
             * @example 86400
             */
            usageSeconds: number;
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        BillCorrectionList: {
            items: components["schemas"]["Correction"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        BillLine: {
            /**
             * @description A count of 1/(86,400·10¹⁰) fen
             * @example 17280000000000000
             */
            exactAmount: string;
            /**
             * Format: date-time
             * @description Where the line begins
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /** @enum {string} */
            meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
            /**
             * @description Fen per unit and day, or per unit counted
             * @example 10
             */
            price: string;
            /**
             * @description The price version that it is rated at
             * @example 1
             */
            priceVersion: number;
            /**
             * @description How much was held, or counted
             * @example 2
             */
            quantity: string;
            /**
             * @description Between the two
             * @example 86400
             */
            seconds: number;
            /**
             * Format: date-time
             * @description Where it ends
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
        };
        BillList: {
            items: components["schemas"]["Bill"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        CashCheque: {
            /**
             * @description Signed by the drawer
             * @example {
             *       "document": {
             *         "type": "cheque",
             *         "beneficiary": "00001",
             *         "cumulative": "48000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            cheque: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        ChallengeAccountClose: {
            /**
             * @description A counter: credits signed by the platform, or debits signed by both
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            document: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
            /**
             * @description The other counter
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            other?: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        ChallengePaymentChannelClose: {
            /**
             * @description Signed by all members
             * @example {
             *       "document": {
             *         "type": "channel-state",
             *         "version": 1,
             *         "funding": 1,
             *         "balances": [
             *           "30000000"
             *         ],
             *         "withdrawn": [
             *           0
             *         ],
             *         "locks": [],
             *         "final": false
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            state: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        Change: {
            id: string;
            /** @enum {string} */
            kind: "quota.created" | "quota.updated" | "quota.closed" | "price.published" | "price.scheduled" | "ecs-resource.opened" | "ecs-resource.released" | "oss-resource.opened" | "oss-resource.released" | "oss-resource.stopped" | "bill.issued" | "statement.issued" | "statement.accepted" | "statement.disputed" | "statement.settled" | "statement.refused" | "statement.confirmed" | "correction.inForce" | "correction.proposed" | "correction.rejected" | "correction.withdrawn" | "dispute.opened" | "dispute.answered" | "dispute.resolved" | "ecs-import.proposed" | "ecs-import.withdrawn" | "settlement-terms.proposed" | "settlement-terms.agreed" | "settlement-key.registered" | "settlement-key.rotated" | "settlement-key.retiring" | "settlement-key.dropped" | "funds.changed" | "funds.issue-requested" | "funds.issued" | "funds.redemption-requested" | "funds.redeemed" | "funds.redemption-refused" | "funds.transferred" | "chequebook.opened" | "chequebook.deposited" | "chequebook.set-aside" | "chequebook.released" | "chequebook.cashed" | "chequebook.withdrawal-begun" | "chequebook.withdrawal-armed" | "chequebook.withdrawn" | "cheque-account.changed" | "overdraft" | "payment-channel.opened" | "payment-channel.joined" | "payment-channel.left" | "payment-channel.topped-up" | "payment-channel.checkpointed" | "payment-channel.closed" | "payment-channel.close-begun" | "payment-channel.close-armed" | "payment-channel.challenged" | "preimage.revealed" | "account.registered" | "account.locked" | "account.backed" | "account.checkpointed" | "account.withdrawn" | "account.closed" | "account.close-begun" | "account.close-armed" | "account.challenged" | "allowance.changed" | "organization.claimed" | "organization.confirmation" | "organization.confirmed";
            record: components["schemas"]["Quota"] | components["schemas"]["PriceVersion"] | components["schemas"]["EcsResource"] | components["schemas"]["OssResource"] | components["schemas"]["Bill"] | components["schemas"]["ProviderPermission"] | components["schemas"]["Statement"] | components["schemas"]["Correction"] | components["schemas"]["Dispute"] | components["schemas"]["ProposedImport"] | components["schemas"]["SettlementTerms"] | components["schemas"]["SettlementKeys"] | components["schemas"]["Funds"] | components["schemas"]["FundsIssue"] | components["schemas"]["FundsRedemption"] | components["schemas"]["FundsTransfer"] | components["schemas"]["Chequebook"] | components["schemas"]["ChequeAccount"] | components["schemas"]["PaymentChannel"] | components["schemas"]["Preimage"] | components["schemas"]["Account"] | components["schemas"]["Overdraft"] | components["schemas"]["OrganizationClaim"];
        };
        ChangePrice: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * Format: date-time
             * @description When it takes force: a whole second, later than now
             * @example 2026-02-15T08:00:00Z
             */
            effectiveFrom?: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ossDisk: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 2
             */
            publicNetwork: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
            /**
             * @description Fen per request
             * @example 1
             */
            request: string;
        };
        CheckpointAccount: {
            /**
             * @description A counter: credits signed by the platform, or debits signed by both
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            document: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
            /**
             * @description The other counter
             * @example {
             *       "document": {
             *         "type": "account-credits",
             *         "credits": "500000"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            other?: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        CheckpointPaymentChannel: {
            /**
             * @description Signed by all members
             * @example {
             *       "document": {
             *         "type": "channel-state",
             *         "version": 1,
             *         "funding": 1,
             *         "balances": [
             *           "30000000"
             *         ],
             *         "withdrawn": [
             *           0
             *         ],
             *         "locks": [],
             *         "final": false
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            state: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        /** @description What a book has paid to one beneficiary */
        ChequeAccount: {
            /**
             * @description Whom it pays
             * @example 00001
             */
            beneficiary: string;
            /**
             * @description The book
             * @example book-1
             */
            bookId: string;
            /**
             * @description The highest cheque shown, in milli-fen
             * @example 48000
             */
            claimed: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen of the book for it alone
             * @example 0
             */
            hardDeposit: string;
            /**
             * @description Fen paid so far
             * @example 48
             */
            paid: string;
            /** @enum {string} */
            unit: "fen";
        };
        ChequeAccountList: {
            items: components["schemas"]["ChequeAccount"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        Chequebook: {
            /**
             * @description The book
             * @example book-1
             */
            bookId: string;
            /** @description Whether a cheque has ever come for which there was not enough */
            bounced: boolean;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen in it
             * @example 30000
             */
            deposit: string;
            /**
             * @description Who writes its cheques
             * @example 00002
             */
            drawer: string;
            /**
             * @description Fen of these that are for one beneficiary alone
             * @example 0
             */
            setAside: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /** @enum {string} */
            unit: "fen";
            withdrawal: {
                /**
                 * @description Fen that the drawer wants back
                 * @example 100
                 */
                amount: string;
                /**
                 * Format: date-time
                 * @description When it can be completed; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                dueAt: string | null;
            } | null;
        };
        ChequebookList: {
            items: components["schemas"]["Chequebook"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        ClosePaymentChannel: {
            /**
             * @description Signed by all members
             * @example {
             *       "document": {
             *         "type": "channel-state",
             *         "version": 1,
             *         "funding": 1,
             *         "balances": [
             *           "30000000"
             *         ],
             *         "withdrawn": [
             *           0
             *         ],
             *         "locks": [],
             *         "final": false
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            state: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        CloseQuota: Record<string, never>;
        CompleteChequebookWithdrawal: Record<string, never>;
        ConfirmFundsRedemption: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
        };
        ConfirmSettlement: Record<string, never>;
        Correction: {
            /**
             * @description Fen
             * @example 48
             */
            amount: string;
            /** @enum {string} */
            billType: "ECSBill" | "OSSBill";
            /**
             * @description Whose bill it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description The note
             * @example credit-1
             */
            correctionId: string;
            /**
             * Format: date-time
             * @description When it was issued
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * Format: date-time
             * @description When it came in force, or was rejected or withdrawn
             * @example 2026-02-15T08:00:00Z
             */
            decidedTime: string | null;
            /**
             * @description The bill that it corrects
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description Taken off, or added
             * @enum {string}
             */
            kind: "credit" | "debit";
            /**
             * @description The period whose statement it is on, once in force
             * @example 2026-02
             */
            period: string | null;
            /**
             * @description Who issued it
             * @example 00001
             */
            providerId: string;
            /**
             * @description Why it is not right
             * @example METERED_TWICE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description A credit note is in force at once, a debit note when the consumer accepts it
             * @enum {string}
             */
            status: "inForce" | "proposed" | "rejected" | "withdrawn";
            /**
             * @description What was wrong
             * @example 二月用量有误
             */
            text: string;
            /** @enum {string} */
            unit: "fen";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        CorrectionList: {
            items: components["schemas"]["Correction"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        CreateAlertRule: {
            /**
             * @description Of kind `spend`: the sum of a month’s bills, in fen
             * @example 1000000
             */
            amount?: string;
            /**
             * @description Only what this organization borrows
             * @example 00002
             */
            consumerId?: string;
            /**
             * @description What it looks at
             * @example quota-use
             * @enum {string}
             */
            kind: "quota-use" | "spend" | "price-change";
            /**
             * @description What it is for
             * @example quota nearly used up
             */
            name: string;
            /**
             * @description Of kind `quota-use`: how much of any dimension, 80 unless told
             * @example 80
             */
            percent?: string;
            /**
             * @description Whether each user’s bills are summed for themselves, not all of a consumer’s together; of kind `spend`
             * @example true
             */
            perUser?: boolean;
            /**
             * @description Only what this organization lends
             * @example 00001
             */
            providerId?: string;
            /**
             * @description Only this quota; of kind `quota-use`
             * @example 000001
             */
            quotaId?: string;
            /**
             * @description Only this user’s bills; of kind `spend`
             * @example 00002001
             */
            userId?: string;
        };
        CreateApiKey: {
            /**
             * Format: date-time
             * @description When it ends; never unless told
             * @example 2036-01-01T00:00:00Z
             */
            expiresTime?: string;
            /**
             * @description What it is for
             * @example nightly usage report
             */
            name: string;
            /**
             * @description What it may do
             * @example [
             *       "operator"
             *     ]
             */
            roles: ("admin" | "operator" | "billing" | "auditor" | "user")[];
            /**
             * @description Whom it acts for, in role `user`
             * @example 00002001
             */
            userId?: string;
        };
        CreateQuota: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * @description Who may use it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description The longest that an instance may be committed for, in days
             * @example 365
             */
            holdingDays: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Who lends; this organization unless told
             * @example 00001
             */
            providerId?: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description The quota
             * @example 000001
             */
            quotaId: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
        };
        CreateWebhook: {
            /**
             * @description Where to post to
             * @example https://hooks.example/cloudfed
             */
            endpoint: string;
            /**
             * @description Kinds of changes, and `alert`; all unless told
             * @example [
             *       "alert"
             *     ]
             */
            kinds?: ("quota.created" | "quota.updated" | "quota.closed" | "price.published" | "price.scheduled" | "ecs-resource.opened" | "ecs-resource.released" | "oss-resource.opened" | "oss-resource.released" | "oss-resource.stopped" | "bill.issued" | "statement.issued" | "statement.accepted" | "statement.disputed" | "statement.settled" | "statement.refused" | "statement.confirmed" | "correction.inForce" | "correction.proposed" | "correction.rejected" | "correction.withdrawn" | "dispute.opened" | "dispute.answered" | "dispute.resolved" | "ecs-import.proposed" | "ecs-import.withdrawn" | "settlement-terms.proposed" | "settlement-terms.agreed" | "settlement-key.registered" | "settlement-key.rotated" | "settlement-key.retiring" | "settlement-key.dropped" | "funds.changed" | "funds.issue-requested" | "funds.issued" | "funds.redemption-requested" | "funds.redeemed" | "funds.redemption-refused" | "funds.transferred" | "chequebook.opened" | "chequebook.deposited" | "chequebook.set-aside" | "chequebook.released" | "chequebook.cashed" | "chequebook.withdrawal-begun" | "chequebook.withdrawal-armed" | "chequebook.withdrawn" | "cheque-account.changed" | "overdraft" | "payment-channel.opened" | "payment-channel.joined" | "payment-channel.left" | "payment-channel.topped-up" | "payment-channel.checkpointed" | "payment-channel.closed" | "payment-channel.close-begun" | "payment-channel.close-armed" | "payment-channel.challenged" | "preimage.revealed" | "account.registered" | "account.locked" | "account.backed" | "account.checkpointed" | "account.withdrawn" | "account.closed" | "account.close-begun" | "account.close-armed" | "account.challenged" | "allowance.changed" | "organization.claimed" | "organization.confirmation" | "organization.confirmed" | "alert")[];
        };
        Debt: {
            /**
             * @description Fen
             * @example 144
             */
            amount: string;
            /**
             * @description Whom
             * @example 00001
             */
            creditorId: string;
            /**
             * @description Who owes
             * @example 00002
             */
            debtorId: string;
        };
        DepositChequebook: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
        };
        DiscardWebhookDelivery: Record<string, never>;
        Dispute: {
            /** @enum {string|null} */
            answer: "agreed" | "declined" | null;
            /**
             * Format: date-time
             * @description When it was answered last
             * @example 2026-02-15T08:00:00Z
             */
            answeredTime: string | null;
            /**
             * @description What the provider says to it
             * @example 二月用量有误
             */
            answerText: string | null;
            /**
             * @description Who opened it and resolves it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description The correction that was made of it
             * @example credit-1
             */
            correctionId: string | null;
            /**
             * @description The dispute
             * @example dispute-1
             */
            disputeId: string;
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            openedTime: string;
            /**
             * @description Who answers it
             * @example 00001
             */
            providerId: string;
            /**
             * @description Why it is not right
             * @example METERED_TWICE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description What the consumer said at the end
             * @example 二月用量有误
             */
            resolutionText: string | null;
            /**
             * Format: date-time
             * @description When it was resolved
             * @example 2026-02-15T08:00:00Z
             */
            resolvedTime: string | null;
            /** @enum {string} */
            status: "open" | "answered" | "resolved";
            /**
             * @description The statement, or the instance of the bill
             * @example 00001-00002-2026-02
             */
            subjectId: string;
            /** @enum {string} */
            subjectType: "Statement" | "ECSBill" | "OSSBill";
            /**
             * @description What the consumer holds against it
             * @example 二月用量有误
             */
            text: string;
        };
        DisputeBill: {
            /**
             * @description Names the dispute
             * @example dispute-1
             */
            disputeId: string;
            /**
             * @description Why it is not right
             * @example PRICE_LATE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description What is wrong with it
             * @example 用量与记录不符
             */
            text: string;
        };
        DisputeList: {
            items: components["schemas"]["Dispute"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        DisputeStatement: {
            /**
             * @description Names the dispute; `dispute-` and the statement’s id unless told
             * @example dispute-1
             */
            disputeId?: string;
            /**
             * @description Why it is not right
             * @example PRICE_LATE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description What is wrong with it
             * @example 用量与记录不符
             */
            text: string;
        };
        EcsResource: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            beginTime: string;
            /**
             * @description Whether it is billed on its release, or charged as it is metered
             * @enum {string}
             */
            billing: "on-release" | "metered";
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Days that it is committed for
             * @example 365
             */
            commitmentDays: string;
            /**
             * @description Whose user it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Cores
             * @example 2
             */
            cpu: string;
            /**
             * @description GB of disk
             * @example 8
             */
            diskGb: string;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-02-15T08:00:00Z
             */
            endTime: string | null;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /** @enum {string} */
            networkType: "public" | "private";
            /**
             * @description The price version in force at its begin; 0 where both sides named the prices
             * @example 1
             */
            priceVersion: number;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description The quota that it was opened under; null where it was brought in from the past
             * @example 000001
             */
            quotaId: string | null;
            /**
             * @description GB of memory
             * @example 4
             */
            ramGb: string;
            /**
             * @description A stopped one waits for its provider’s counters; a released one is billed
             * @enum {string}
             */
            status: "open" | "stopped" | "released";
            /** @enum {string} */
            type: "ECSResource";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        EcsResourceList: {
            items: components["schemas"]["EcsResource"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        FieldProblem: {
            /** @example INVALID_ARGUMENT */
            code: string;
            detail: string;
            /**
             * @description The field, by its path in the request
             * @example cpu
             */
            field: string;
        };
        FinalizeAccountClose: Record<string, never>;
        FinalizePaymentChannelClose: Record<string, never>;
        /** @description What an organization has on the ledger */
        Funds: {
            /**
             * @description Fen it can spend
             * @example 30000
             */
            balance: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen it has asked to be paid out
             * @example 0
             */
            held: string;
            /**
             * @description Whose
             * @example 00002
             */
            orgId: string;
            /** @enum {string} */
            unit: "fen";
        };
        FundsAudit: {
            /**
             * @description Fen in accounts
             * @example 0
             */
            accounts: string;
            /**
             * @description Fen that organizations can spend
             * @example 30000
             */
            balances: string;
            /**
             * @description Fen in chequebooks
             * @example 0
             */
            chequebooks: string;
            /** @description Whether issued − redeemed is all the rest */
            conserved: boolean;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen asked to be paid out
             * @example 0
             */
            held: string;
            /**
             * @description Fen that have come in
             * @example 60000
             */
            issued: string;
            /**
             * @description Fen in payment channels, stakes among them
             * @example 30000
             */
            paymentChannels: string;
            /**
             * @description Fen that have gone out
             * @example 0
             */
            redeemed: string;
            /** @enum {string} */
            unit: "fen";
        };
        FundsIssue: {
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description The payment outside
             * @example bank-2026-0001
             */
            reference: string;
            requests: {
                /**
                 * @description Fen
                 * @example 30000
                 */
                amount: string;
                /**
                 * @description Who says that it came in
                 * @example 00001
                 */
                byOrgId: string;
                /**
                 * @description Whose it is
                 * @example 00002
                 */
                orgId: string;
            }[];
            /**
             * @description Done when two organizations have said the same
             * @enum {string}
             */
            status: "requested" | "done";
            /** @enum {string} */
            unit: "fen";
        };
        FundsIssueList: {
            items: components["schemas"]["FundsIssue"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        FundsList: {
            items: components["schemas"]["Funds"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        FundsMovement: {
            /**
             * @description Fen it could spend then
             * @example 29952
             */
            balance: string;
            /**
             * @description Fen that came into its balance; below zero, that went out
             * @example -48
             */
            balanceChange: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /** @description The change that moved it, as events tell it */
            cause: {
                id: string;
                /** @enum {string} */
                kind: "settlement-terms.proposed" | "settlement-terms.agreed" | "settlement-key.registered" | "settlement-key.rotated" | "settlement-key.retiring" | "settlement-key.dropped" | "funds.changed" | "funds.issue-requested" | "funds.issued" | "funds.redemption-requested" | "funds.redeemed" | "funds.redemption-refused" | "funds.transferred" | "chequebook.opened" | "chequebook.deposited" | "chequebook.set-aside" | "chequebook.released" | "chequebook.cashed" | "chequebook.withdrawal-begun" | "chequebook.withdrawal-armed" | "chequebook.withdrawn" | "cheque-account.changed" | "overdraft" | "payment-channel.opened" | "payment-channel.joined" | "payment-channel.left" | "payment-channel.topped-up" | "payment-channel.checkpointed" | "payment-channel.closed" | "payment-channel.close-begun" | "payment-channel.close-armed" | "payment-channel.challenged" | "preimage.revealed" | "account.registered" | "account.locked" | "account.backed" | "account.checkpointed" | "account.withdrawn" | "account.closed" | "account.close-begun" | "account.close-armed" | "account.challenged";
            } | null;
            /**
             * @description The other side of a transfer; null of all else
             * @example 00001
             */
            counterpartyId: string | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen that were held then
             * @example 0
             */
            held: string;
            /**
             * @description The same of what is held to be paid out
             * @example 0
             */
            heldChange: string;
            /**
             * @description Whose funds
             * @example 00002
             */
            orgId: string;
            /**
             * Format: date-time
             * @description Of the transaction
             * @example 2026-02-15T08:00:00Z
             */
            time: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
        };
        FundsMovementList: {
            items: components["schemas"]["FundsMovement"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        FundsRedemption: {
            /**
             * @description Fen
             * @example 100
             */
            amount: string;
            /**
             * @description Who paid it outside, or refused to
             * @example 00001
             */
            answeredBy: string | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who wants its money
             * @example 00002
             */
            orgId: string;
            /**
             * @description Its name for it
             * @example redeem-1
             */
            reference: string;
            /** @enum {string} */
            status: "held" | "done" | "refused";
            /** @enum {string} */
            unit: "fen";
        };
        FundsRedemptionList: {
            items: components["schemas"]["FundsRedemption"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        FundsTransfer: {
            /**
             * @description Fen
             * @example 48
             */
            amount: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who paid
             * @example 00002
             */
            fromOrgId: string;
            /**
             * @description Whom
             * @example 00001
             */
            toOrgId: string;
            /**
             * @description The payer’s name for it
             * @example transfer-1
             */
            transferId: string;
            /** @enum {string} */
            unit: "fen";
        };
        FundsTransferList: {
            items: components["schemas"]["ListedFundsTransfer"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        Health: {
            /** @enum {string} */
            status: "alive";
        };
        ImportEcs: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * Format: date-time
             * @description When it began: a whole second
             * @example 2025-10-09T08:53:20Z
             */
            beginTime: string;
            /**
             * @description Billed on its release, as without this field, or charged as it is metered
             * @example on-release
             * @enum {string}
             */
            billing?: "on-release" | "metered";
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Cores
             * @example 2
             */
            cpu: string;
            /**
             * @description GB of disk
             * @example 8
             */
            diskGb: string;
            /**
             * Format: date-time
             * @description When it ended: a whole second, not in the future
             * @example 2025-10-10T08:53:20Z
             */
            endTime: string;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description Which kind of network it used
             * @example public
             * @enum {string}
             */
            networkType: "public" | "private";
            price: components["schemas"]["ImportPrice"];
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description GB of memory
             * @example 4
             */
            ramGb: string;
            /**
             * @description The user that it is for; the consumer is the organization that the id begins with
             * @example 00002001
             */
            userId: string;
        };
        Imported: {
            /** @description Once accepted, unless it is metered */
            bill: {
                /**
                 * Format: date-time
                 * @description When the instance was opened
                 * @example 2026-02-15T08:00:00Z
                 */
                beginTime: string;
                /**
                 * @description The block that holds the transaction
                 * @example 7
                 */
                blockNumber: number;
                /**
                 * @description Who owes
                 * @example 00002
                 */
                consumerId: string;
                /** @enum {string} */
                currency: "CNY";
                /**
                 * Format: date-time
                 * @description When it ended
                 * @example 2026-02-15T08:00:00Z
                 */
                endTime: string;
                /**
                 * @description The lines’ sum: a count of 1/(86,400·10¹⁰) fen
                 * @example 41472000000000000
                 */
                exactAmount: string;
                /**
                 * @description GB of outbound flow, of an OSSBill
                 * @example 12.5
                 */
                flowOut: string | null;
                /**
                 * @description The instance
                 * @example 202202150002
                 */
                instanceId: string;
                lines: components["schemas"]["BillLine"][];
                /**
                 * @description Requests, of an OSSBill
                 * @example 1000
                 */
                ossRequest: string | null;
                /**
                 * @description The month whose statement it is on, in Asia/Shanghai
                 * @example 2026-02
                 */
                period: string;
                /** @description The price versions of the lines, as they were */
                priceSnapshot: components["schemas"]["PriceVersion"][];
                /**
                 * @description Who is owed
                 * @example 00001
                 */
                providerId: string;
                /** @description The instance as it was at its release */
                resource: components["schemas"]["EcsResource"] | components["schemas"]["OssResource"];
                /**
                 * @description Fen: the lines’ exact sum, rounded once, half up
                 * @example 48
                 */
                totalCost: string;
                /**
                 * @description The ledger transaction
                 * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
                 */
                transactionId: string;
                /** @enum {string} */
                type: "ECSBill" | "OSSBill";
                /** @enum {string} */
                unit: "fen";
                /**
                 * @description Whole hours
                 * @example 24
                 */
                usageHours: number;
                /**
                 * @description Seconds
                 * @example 86400
                 */
                usageSeconds: number;
                /**
                 * @description The user that it belongs to
                 * @example 00002001
                 */
                userId: string;
            } | null;
            proposal: components["schemas"]["WrittenImport"];
            /** @description Once accepted, where it is metered */
            resource: {
                /**
                 * @description Mbps
                 * @example 2
                 */
                bandwidthMbps: string;
                /**
                 * Format: date-time
                 * @description When it was opened
                 * @example 2026-02-15T08:00:00Z
                 */
                beginTime: string;
                /**
                 * @description Whether it is billed on its release, or charged as it is metered
                 * @enum {string}
                 */
                billing: "on-release" | "metered";
                /**
                 * @description The block that holds the transaction
                 * @example 7
                 */
                blockNumber: number;
                /**
                 * @description What kind of service it is
                 * @example ECS
                 */
                cloudService: string;
                /**
                 * @description Days that it is committed for
                 * @example 365
                 */
                commitmentDays: string;
                /**
                 * @description Whose user it is
                 * @example 00002
                 */
                consumerId: string;
                /**
                 * @description Its registered name
                 * @example CNNIC
                 */
                consumerName: string;
                /**
                 * @description Cores
                 * @example 2
                 */
                cpu: string;
                /**
                 * @description GB of disk
                 * @example 8
                 */
                diskGb: string;
                /**
                 * Format: date-time
                 * @description When it ended
                 * @example 2026-02-15T08:00:00Z
                 */
                endTime: string | null;
                /**
                 * @description The instance
                 * @example 202202150002
                 */
                instanceId: string;
                /** @enum {string} */
                networkType: "public" | "private";
                /**
                 * @description The price version in force at its begin; 0 where both sides named the prices
                 * @example 1
                 */
                priceVersion: number;
                /**
                 * @description Who lends
                 * @example 00001
                 */
                providerId: string;
                /**
                 * @description Its registered name
                 * @example CNIC
                 */
                providerName: string;
                /**
                 * @description The quota that it was opened under; null where it was brought in from the past
                 * @example 000001
                 */
                quotaId: string | null;
                /**
                 * @description GB of memory
                 * @example 4
                 */
                ramGb: string;
                /**
                 * @description A stopped one waits for its provider’s counters; a released one is billed
                 * @enum {string}
                 */
                status: "open" | "stopped" | "released";
                /**
                 * @description The ledger transaction
                 * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
                 */
                transactionId: string;
                /** @enum {string} */
                type: "ECSResource";
                /**
                 * @description The user that it belongs to
                 * @example 00002001
                 */
                userId: string;
            } | null;
            /**
             * @description Accepted where the other side had proposed the same
             * @enum {string}
             */
            status: "proposed" | "accepted";
        };
        ImportList: {
            items: components["schemas"]["ProposedImport"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        /**
         * @description What it is rated at
         * @example {
         *       "cpu": "10",
         *       "ram": "4",
         *       "ecsDisk": "1",
         *       "publicNetwork": "2",
         *       "privateNetwork": "0"
         *     }
         */
        ImportPrice: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * @description Fen per Mbps and day
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description Fen per Mbps and day
             * @example 2
             */
            publicNetwork: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
        };
        IssueCorrection: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description Names the note
             * @example credit-1
             */
            correctionId: string;
            /**
             * @description Taken off, or added
             * @example credit
             * @enum {string}
             */
            kind: "credit" | "debit";
            /**
             * @description Why it is not right
             * @example PRICE_LATE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description What was wrong
             * @example 用量与记录不符
             */
            text: string;
        };
        IssuedApiKey: {
            /**
             * @description What the program sends as its bearer token; null in a repeat of the answer
             * @example cfk_…
             */
            apiKey: string | null;
            /**
             * @description The principal that made it
             * @example alice
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * Format: date-time
             * @description When it ends
             * @example 2026-02-15T08:00:00Z
             */
            expiresTime: string | null;
            /**
             * @description The key
             * @example 0123456789abcdef
             */
            keyId: string;
            /**
             * Format: date-time
             * @description When it was last used, to the minute
             * @example 2026-02-15T08:00:00Z
             */
            lastUsedTime: string | null;
            /**
             * @description What it is for
             * @example nightly usage report
             */
            name: string;
            /**
             * Format: date-time
             * @description Until when the secret before the last rotation is taken too
             * @example 2026-02-15T08:00:00Z
             */
            previousSecretUntil: string | null;
            /**
             * Format: date-time
             * @description When it was revoked
             * @example 2026-02-15T08:00:00Z
             */
            revokedTime: string | null;
            /**
             * @description What it may do
             * @example [
             *       "operator"
             *     ]
             */
            roles: ("admin" | "operator" | "billing" | "auditor" | "user")[];
            /**
             * @description Whom it acts for, in role `user`
             * @example 00002001
             */
            userId: string | null;
        };
        IssuedWebhook: {
            /**
             * @description The principal that made it
             * @example alice
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description Messages that are tried no more unless somebody asks for it
             * @example 0
             */
            dead: number;
            /**
             * @description Messages delivered
             * @example 12
             */
            delivered: number;
            /**
             * @description Where its messages are posted
             * @example https://hooks.example/cloudfed
             */
            endpoint: string;
            /**
             * @description Kinds of changes, and `alert`, that it is told of; null for all
             * @example [
             *       "alert"
             *     ]
             */
            kinds: ("quota.created" | "quota.updated" | "quota.closed" | "price.published" | "price.scheduled" | "ecs-resource.opened" | "ecs-resource.released" | "oss-resource.opened" | "oss-resource.released" | "oss-resource.stopped" | "bill.issued" | "statement.issued" | "statement.accepted" | "statement.disputed" | "statement.settled" | "statement.refused" | "statement.confirmed" | "correction.inForce" | "correction.proposed" | "correction.rejected" | "correction.withdrawn" | "dispute.opened" | "dispute.answered" | "dispute.resolved" | "ecs-import.proposed" | "ecs-import.withdrawn" | "settlement-terms.proposed" | "settlement-terms.agreed" | "settlement-key.registered" | "settlement-key.rotated" | "settlement-key.retiring" | "settlement-key.dropped" | "funds.changed" | "funds.issue-requested" | "funds.issued" | "funds.redemption-requested" | "funds.redeemed" | "funds.redemption-refused" | "funds.transferred" | "chequebook.opened" | "chequebook.deposited" | "chequebook.set-aside" | "chequebook.released" | "chequebook.cashed" | "chequebook.withdrawal-begun" | "chequebook.withdrawal-armed" | "chequebook.withdrawn" | "cheque-account.changed" | "overdraft" | "payment-channel.opened" | "payment-channel.joined" | "payment-channel.left" | "payment-channel.topped-up" | "payment-channel.checkpointed" | "payment-channel.closed" | "payment-channel.close-begun" | "payment-channel.close-armed" | "payment-channel.challenged" | "preimage.revealed" | "account.registered" | "account.locked" | "account.backed" | "account.checkpointed" | "account.withdrawn" | "account.closed" | "account.close-begun" | "account.close-armed" | "account.challenged" | "allowance.changed" | "organization.claimed" | "organization.confirmation" | "organization.confirmed" | "alert")[] | null;
            /**
             * Format: date-time
             * @description When a message was last delivered
             * @example 2026-02-15T08:00:00Z
             */
            lastDeliveredTime: string | null;
            /**
             * Format: date-time
             * @description Until when messages are signed with the secret before too
             * @example 2026-02-15T08:00:00Z
             */
            previousSecretUntil: string | null;
            /**
             * @description Why the gateway suspended it
             * @example 1000 deliveries are dead
             */
            problem: string | null;
            /**
             * @description What its messages are signed with; null in a repeat of the answer
             * @example whsec_…
             */
            secret: string | null;
            /** @enum {string} */
            state: "active" | "suspended";
            /**
             * @description Messages that are tried again
             * @example 0
             */
            waiting: number;
            /**
             * @description The webhook
             * @example 0123456789abcdef
             */
            webhookId: string;
        };
        IssueFunds: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description Whose it is
             * @example 00002
             */
            orgId: string;
            /**
             * @description The payment outside
             * @example bank-2026-0001
             */
            reference: string;
        };
        IssueStatement: {
            /**
             * @description Who owes
             * @example 00002
             */
            consumerId: string;
            /**
             * @description A month in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
        };
        JoinPaymentChannel: {
            /**
             * @description Fen it pays in, beside the stake
             * @example 30000
             */
            deposit: string;
            /**
             * @description A member of this organization
             * @example 00002
             */
            member: string;
        };
        LeavePaymentChannel: {
            /**
             * @description A member of this organization
             * @example 00002
             */
            member: string;
        };
        /** @description What one transaction changed */
        LedgerEvent: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            changes: components["schemas"]["Change"][];
            /** @description The other organization; null on the ledger channel of all */
            counterpartyId: string | null;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        ListedFundsTransfer: {
            /**
             * @description Fen
             * @example 48
             */
            amount: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who paid
             * @example 00002
             */
            fromOrgId: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            time: string;
            /**
             * @description Whom
             * @example 00001
             */
            toOrgId: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /**
             * @description The payer’s name for it
             * @example transfer-1
             */
            transferId: string;
            /** @enum {string} */
            unit: "fen";
        };
        LockAccount: {
            /**
             * @description Fen, at least 1
             * @example 500
             */
            amount: string;
        };
        Match: {
            /**
             * @description Who borrows
             * @example 00002
             */
            consumerId: string;
            /**
             * @description The quota, or the instance
             * @example 202202150002
             */
            id: string;
            /** @enum {string} */
            kind: "quota" | "ECSResource" | "OSSResource" | "ECSBill" | "OSSBill";
            /**
             * @description Where the record is read
             * @example /v1/ecs-resources/202202150002
             */
            path: string;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Null for a quota
             * @example 00002001
             */
            userId: string | null;
        };
        NamedPrice: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ossDisk: string;
            /**
             * @description Fen per Mbps and day
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description Fen per Mbps and day
             * @example 2
             */
            publicNetwork: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
            /**
             * @description Fen per request
             * @example 1
             */
            request: string;
        };
        Netting: {
            /** @enum {string} */
            currency: "CNY";
            pairs: {
                /** @description Whether no statement waits to be accepted */
                complete: boolean;
                /**
                 * @description The other organization
                 * @example 00002
                 */
                counterpartyId: string;
                /** @description What remains of the accepted ones; null where they are even */
                net: {
                    /**
                     * @description Fen
                     * @example 144
                     */
                    amount: string;
                    /**
                     * @description Whom
                     * @example 00001
                     */
                    creditorId: string;
                    /**
                     * @description Who owes
                     * @example 00002
                     */
                    debtorId: string;
                } | null;
                statements: {
                    /**
                     * @description Fen
                     * @example 144
                     */
                    amountDue: string;
                    /**
                     * @description Who owes it; null where nothing is due
                     * @example 00002
                     */
                    debtorId: string | null;
                    /**
                     * @description Provider, consumer and period
                     * @example 00001-00002-2026-02
                     */
                    statementId: string;
                    /** @enum {string} */
                    status: "issued" | "disputed" | "accepted" | "netted" | "settled" | "confirmed";
                }[];
            }[];
            /** @description The smallest set of payments */
            payments: components["schemas"]["Debt"][];
            /**
             * @description A month in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /**
             * @description What this organization is owed by all less what it owes, in fen
             * @example -144
             */
            position: string;
            /** @enum {string} */
            unit: "fen";
        };
        OpenApiDocument: {
            [key: string]: unknown;
        };
        OpenChequebook: {
            /**
             * @description The book
             * @example book-1
             */
            bookId: string;
            /**
             * @description Who writes its cheques
             * @example 00002
             */
            drawer: string;
        };
        OpenEcsResource: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * @description Billed on its release, as without this field, or charged as it is metered
             * @example on-release
             * @enum {string}
             */
            billing?: "on-release" | "metered";
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Days that it is committed for
             * @example 365
             */
            commitmentDays: string;
            /**
             * @description Cores
             * @example 2
             */
            cpu: string;
            /**
             * @description GB of disk
             * @example 8
             */
            diskGb: string;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description Which kind of address it takes
             * @example public
             * @enum {string}
             */
            networkType: "public" | "private";
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description GB of memory
             * @example 4
             */
            ramGb: string;
            /**
             * @description The user that it is for; the consumer is the organization that the id begins with
             * @example 00002001
             */
            userId: string;
        };
        OpenOssResource: {
            /**
             * @description Billed on its release, as without this field, or charged as it is metered
             * @example on-release
             * @enum {string}
             */
            billing?: "on-release" | "metered";
            /**
             * @description What kind of service it is
             * @example OSS
             */
            cloudService: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            diskGb: string;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description Which network price its outbound flow has
             * @example public
             * @enum {string}
             */
            networkType: "public" | "private";
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description The user that it is for; the consumer is the organization that the id begins with
             * @example 00002001
             */
            userId: string;
        };
        OpenPaymentChannel: {
            /**
             * @description The channel
             * @example chan1
             */
            channelId: string;
            /**
             * @description Fen it pays in, beside the stake
             * @example 30000
             */
            deposit: string;
            /**
             * @description Who alone may join; anybody where none are named
             * @example [
             *       "00001"
             *     ]
             */
            invited?: string[];
            /**
             * @description A member of this organization
             * @example 00002
             */
            member: string;
            /**
             * @description Members when all have joined
             * @example 2
             */
            size: string;
            /**
             * @description Fen that each loses for closing with an old state
             * @example 100
             */
            stake: string;
        };
        Organization: {
            /**
             * @description Its membership service provider
             * @example Org1MSP
             */
            mspId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            name: string;
            /**
             * @description Five digits
             * @example 00001
             */
            orgId: string;
            /** @description Whether this gateway is its gateway */
            own: boolean;
        };
        OrganizationClaim: {
            confirmed: boolean;
            mspId: string;
            name: string;
            orgId: string;
        };
        OrganizationList: {
            items: components["schemas"]["Organization"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        OssResource: {
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            beginTime: string;
            /**
             * @description Whether it is billed on its release, or charged as it is metered
             * @enum {string}
             */
            billing: "on-release" | "metered";
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Whose user it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            diskGb: string;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-02-15T08:00:00Z
             */
            endTime: string | null;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /** @enum {string} */
            networkType: "public" | "private";
            /**
             * @description The price version in force at its begin; 0 where both sides named the prices
             * @example 1
             */
            priceVersion: number;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description The quota that it was opened under; null where it was brought in from the past
             * @example 000001
             */
            quotaId: string | null;
            /**
             * @description A stopped one waits for its provider’s counters; a released one is billed
             * @enum {string}
             */
            status: "open" | "stopped" | "released";
            /** @enum {string} */
            type: "OSSResource";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        OssResourceList: {
            items: components["schemas"]["OssResource"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        Overdraft: {
            /**
             * @description Of an account’s close
             * @example acc-1
             */
            accountId: string | null;
            /**
             * @description Of a cheque
             * @example book-1
             */
            bookId: string | null;
            /**
             * @description Who is owed the rest
             * @example 00001
             */
            creditor: string;
            /**
             * @description Who had not enough
             * @example 00002
             */
            debtor: string;
            /**
             * @description Fen that are missing
             * @example 28
             */
            missing: string;
            /**
             * @description Fen paid on the cheque
             * @example 20
             */
            paid: string | null;
        };
        PaymentChannel: {
            /**
             * @description The channel
             * @example chan1
             */
            channelId: string;
            /** @description Nothing older counts any more */
            checkpoint: {
                balances: string[];
                final: boolean;
                /**
                 * @description How many of the deposits it counts
                 * @example 2
                 */
                funding: number;
                /**
                 * @description Who goes with it
                 * @example 00002
                 */
                leaving: string | null;
                locks: {
                    /**
                     * @description Milli-fen
                     * @example 10000
                     */
                    amount: string;
                    /**
                     * Format: date-time
                     * @description The last second in which it can be claimed
                     * @example 2026-02-15T08:00:00Z
                     */
                    expiry: string;
                    /**
                     * @description SHA-256 of the preimage
                     * @example abababababababababababababababababababababababababababababababab
                     */
                    hash: string;
                    /**
                     * @description The lock
                     * @example p-1
                     */
                    id: string;
                    /**
                     * @description Who claims it
                     * @example 00001
                     */
                    payee: string;
                    /**
                     * @description Who pays if it is claimed
                     * @example 00002
                     */
                    payer: string;
                }[];
                /**
                 * @description Higher is newer
                 * @example 1
                 */
                version: number;
                withdrawn: string[];
            } | null;
            closing: {
                /**
                 * @description Version it began with
                 * @example 1
                 */
                begunWith: number;
                /**
                 * @description Who closes it alone
                 * @example 00002
                 */
                by: string;
                /**
                 * Format: date-time
                 * @description From then on it can be finalized; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                deadline: string | null;
                /** @description The newest shown */
                state: {
                    balances: string[];
                    final: boolean;
                    /**
                     * @description How many of the deposits it counts
                     * @example 2
                     */
                    funding: number;
                    /**
                     * @description Who goes with it
                     * @example 00002
                     */
                    leaving: string | null;
                    locks: {
                        /**
                         * @description Milli-fen
                         * @example 10000
                         */
                        amount: string;
                        /**
                         * Format: date-time
                         * @description The last second in which it can be claimed
                         * @example 2026-02-15T08:00:00Z
                         */
                        expiry: string;
                        /**
                         * @description SHA-256 of the preimage
                         * @example abababababababababababababababababababababababababababababababab
                         */
                        hash: string;
                        /**
                         * @description The lock
                         * @example p-1
                         */
                        id: string;
                        /**
                         * @description Who claims it
                         * @example 00001
                         */
                        payee: string;
                        /**
                         * @description Who pays if it is claimed
                         * @example 00002
                         */
                        payer: string;
                    }[];
                    /**
                     * @description Higher is newer
                     * @example 1
                     */
                    version: number;
                    withdrawn: string[];
                } | null;
            } | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen paid out to members that have left
             * @example 0
             */
            departed: string;
            deposits: {
                /**
                 * @description Fen
                 * @example 30000
                 */
                amount: string;
                /**
                 * @description Who paid in
                 * @example 00002
                 */
                member: string;
            }[];
            invited: string[];
            members: string[];
            /**
             * @description Members when all have joined
             * @example 2
             */
            size: number;
            /**
             * @description Fen that each loses for closing with an old state
             * @example 100
             */
            stake: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /** @enum {string} */
            unit: "fen";
            withdrawn: string[];
        };
        PaymentChannelList: {
            items: components["schemas"]["PaymentChannel"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        Preimage: {
            /**
             * @description Its SHA-256
             * @example abababababababababababababababababababababababababababababababab
             */
            hash: string;
            /**
             * @description 32 bytes
             * @example abababababababababababababababababababababababababababababababab
             */
            preimage: string;
            /**
             * Format: date-time
             * @description The earliest time it was revealed at
             * @example 2026-02-15T08:00:00Z
             */
            revealedAt: string;
        };
        PriceChangeAlert: {
            /** @enum {string} */
            kind: "price-change";
            /** @description Null where it is the first */
            previous: components["schemas"]["PriceVersion"] | null;
            price: components["schemas"]["PriceVersion"];
        };
        PriceList: {
            items: components["schemas"]["PriceVersion"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        PricePublication: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * Format: date-time
             * @description In force from here on
             * @example 2026-02-15T08:00:00Z
             */
            effectiveFrom: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ossDisk: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description Whose price it is
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 2
             */
            publicNetwork: string;
            /**
             * Format: date-time
             * @description When it was put on the ledger
             * @example 2026-02-15T08:00:00Z
             */
            publishedTime: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
            /**
             * @description Fen per request
             * @example 1
             */
            request: string;
            /** @description Whether it was published ahead of its start */
            scheduled: boolean;
            /** @description One for each ledger channel of the provider */
            transactions: {
                /**
                 * @description The block that holds the transaction
                 * @example 7
                 */
                blockNumber: number;
                /**
                 * @description The ledger channel
                 * @example channel12
                 */
                ledgerChannel: string;
                /**
                 * @description The ledger transaction
                 * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
                 */
                transactionId: string;
            }[];
            /**
             * @description Counts from 1
             * @example 1
             */
            version: number;
        };
        PriceVersion: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * Format: date-time
             * @description In force from here on
             * @example 2026-02-15T08:00:00Z
             */
            effectiveFrom: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ossDisk: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description Whose price it is
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 2
             */
            publicNetwork: string;
            /**
             * Format: date-time
             * @description When it was put on the ledger
             * @example 2026-02-15T08:00:00Z
             */
            publishedTime: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
            /**
             * @description Fen per request
             * @example 1
             */
            request: string;
            /** @description Whether it was published ahead of its start */
            scheduled: boolean;
            /**
             * @description Counts from 1
             * @example 1
             */
            version: number;
        };
        PriceVersionList: {
            items: components["schemas"]["PriceVersion"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        /** @description Problem details (RFC 9457) */
        Problem: {
            /**
             * @description Stable, for programs
             * @enum {string}
             */
            code: "INVALID_ARGUMENT" | "TIME_ORDER" | "AMOUNT_OVERFLOW" | "UNAUTHENTICATED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_ALLOWED" | "ALREADY_EXISTS" | "ALREADY_RELEASED" | "NOT_RELEASED" | "LATE_USAGE" | "OVERLAPPING_USAGE" | "AMBIGUOUS_ID" | "CONFLICT" | "QUOTA_IN_USE" | "QUOTA_ACTIVE" | "QUOTA_CLOSED" | "IDEMPOTENCY_KEY_REUSED" | "TRANSACTION_UNKNOWN" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "QUOTA_EXCEEDED" | "QUOTA_MISSING" | "FUNDS_SHORT" | "PRICE_MISSING" | "COMMITMENT_TOO_LONG" | "FUTURE_USAGE" | "OUTSIDE_LIFE" | "ABOVE_SHAPE" | "NOT_METERED" | "TERMS_MISSING" | "NOT_CONFIRMED" | "RATE_LIMITED" | "INTERNAL" | "LIMIT_EXCEEDED" | "UNAVAILABLE";
            detail: string;
            /** @description Every field that is wrong, at most 20 */
            errors?: components["schemas"]["FieldProblem"][];
            /** @description The field that it is about */
            field?: string;
            /** @description urn:cloudfed:request:<x-request-id> */
            instance: string;
            status: number;
            title: string;
            /** @description The ledger transaction, where there is one */
            transactionId?: string;
            /**
             * @description urn:cloudfed:error:<code>
             * @example urn:cloudfed:error:NOT_FOUND
             */
            type: string;
        };
        ProposedImport: {
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            price: components["schemas"]["NamedPrice"];
            /**
             * @description Who proposed it; the other side accepts
             * @example 00001
             */
            proposedBy: string;
            /**
             * Format: date-time
             * @description When it was proposed
             * @example 2026-02-15T08:00:00Z
             */
            proposedTime: string;
            resource: components["schemas"]["EcsResource"];
        };
        ProvedUsage: {
            /**
             * @description What it costs, in counts of 1/(86,400·10¹⁰) fen
             * @example 432000000000000
             */
            exactAmount: string;
            /**
             * Format: date-time
             * @description From here on, in whole seconds
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /**
             * @description The metered instance
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description The lane of its batch
             * @example 07
             */
            lane: string;
            /** @description Whether it came when its time was metered already, and so stands alone */
            late: boolean;
            /** @enum {string} */
            meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
            proof: components["schemas"]["UsageProof"];
            /**
             * @description Whose record it is
             * @example 00001
             */
            providerId: string;
            /**
             * @description The level held all that time, or the number counted
             * @example 2
             */
            quantity: string;
            /**
             * @description The ledger’s name for it
             * @example a-1
             */
            recordId: string;
            /**
             * @description Which batch of the lane
             * @example 1
             */
            sequence: number;
            /**
             * Format: date-time
             * @description Up to here, at least a second later
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        ProviderPermission: {
            /**
             * @description Who allows it or not
             * @example 00002
             */
            consumerId: string;
            /** @description Whether the provider may open instances for the consumer */
            mayOpen: boolean;
            /**
             * @description Who is allowed or not
             * @example 00001
             */
            providerId: string;
        };
        ProviderPermissionRequest: {
            /**
             * @description Whether the provider may open instances
             * @example true
             */
            mayOpen: boolean;
        };
        PublishPrice: {
            /**
             * @description Fen per core and day
             * @example 10
             */
            cpu: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ecsDisk: string;
            /**
             * @description Fen per GB and day
             * @example 1
             */
            ossDisk: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 0
             */
            privateNetwork: string;
            /**
             * @description This organization
             * @example 00001
             */
            providerId?: string;
            /**
             * @description Fen per Mbps and day (ECS), per GB of outbound flow (OSS)
             * @example 2
             */
            publicNetwork: string;
            /**
             * @description Fen per GB and day
             * @example 4
             */
            ram: string;
            /**
             * @description Fen per request
             * @example 1
             */
            request: string;
        };
        Quota: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * Format: date-time
             * @description When it was closed
             * @example 2026-02-15T08:00:00Z
             */
            closedTime: string | null;
            /**
             * @description Who may use it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description The longest that an instance may be committed for
             * @example 365
             */
            holdingDays: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description The quota
             * @example 000001
             */
            quotaId: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
            /** @enum {string} */
            status: "active" | "closed";
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-02-15T08:00:00Z
             */
            updatedTime: string;
        };
        QuotaAmounts: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
        };
        QuotaList: {
            items: components["schemas"]["Quota"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        QuotaUse: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * Format: date-time
             * @description When it was closed
             * @example 2026-02-15T08:00:00Z
             */
            closedTime: string | null;
            /**
             * @description Who may use it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description The longest that an instance may be committed for
             * @example 365
             */
            holdingDays: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description The quota
             * @example 000001
             */
            quotaId: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
            remaining: components["schemas"]["QuotaAmounts"];
            /** @enum {string} */
            status: "active" | "closed";
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-02-15T08:00:00Z
             */
            updatedTime: string;
            used: components["schemas"]["QuotaAmounts"];
        };
        QuotaUseAlert: {
            /**
             * @description Who borrows
             * @example 00002
             */
            consumerId: string;
            /** @enum {string} */
            dimension: "cpu" | "ramGb" | "ecsDiskGb" | "ossDiskGb" | "bandwidthMbps" | "publicIps" | "privateIps";
            /** @enum {string} */
            kind: "quota-use";
            /**
             * @description Of the quota
             * @example 10
             */
            limit: string;
            /**
             * @description Of any dimension of a quota
             * @example 80
             */
            percent: number;
            /**
             * @description The quota
             * @example 000001
             */
            quotaId: string;
            /**
             * @description Used from then on
             * @example 8
             */
            used: string;
        };
        Readiness: {
            /** @enum {string} */
            status: "ready";
        };
        RedeemFunds: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description Names it
             * @example redeem-1
             */
            reference: string;
        };
        RedeliverWebhookDelivery: Record<string, never>;
        RefuseFundsRedemption: Record<string, never>;
        RefuseSettlement: {
            /**
             * @description Why
             * @example 未收到该笔付款
             */
            text: string;
        };
        RegisterAccount: {
            /**
             * @description The account
             * @example acc-1
             */
            accountId: string;
            /**
             * @description Signed by both
             * @example {
             *       "document": {
             *         "type": "account-terms",
             *         "holder": "00002001",
             *         "platform": "00001"
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            terms: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        RegisterKey: {
            /**
             * @description A user
             * @example 00002001
             */
            party: string;
            /**
             * @description The new key’s signature, as docs/settlement.md says
             * @example 00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
             */
            proof: string;
            /**
             * @description P-256, an uncompressed point
             * @example 04abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab
             */
            publicKey: string;
        };
        RejectCorrection: Record<string, never>;
        ReleaseEcsResource: Record<string, never>;
        ReleaseHardDeposit: {
            /**
             * @description Fen that stay set aside
             * @example 0
             */
            amount: string;
            /**
             * @description Whom its cheques pay
             * @example 00001
             */
            beneficiary: string;
        };
        ReleaseOssResource: {
            /**
             * @description GB of outbound flow over the store’s life
             * @example 12.5
             */
            flowOut: string;
            /**
             * @description Requests over the store’s life
             * @example 1000
             */
            ossRequest: string;
        };
        RemoveAlertRule: Record<string, never>;
        RemoveWebhook: Record<string, never>;
        ResolveDispute: {
            /**
             * @description How it ended
             * @example 同意更正
             */
            text: string;
        };
        ResumeWebhook: Record<string, never>;
        RetireKey: {
            /**
             * @description Of the key
             * @example 1
             */
            epoch: string;
        };
        RevealPreimage: {
            /**
             * @description 32 bytes
             * @example abababababababababababababababababababababababababababababababab
             */
            preimage: string;
        };
        RevokeApiKey: Record<string, never>;
        RotateApiKey: {
            /**
             * @description How long the secret before is taken too, 24 unless told; 0 ends it at once
             * @example 24
             */
            overlapHours?: string;
        };
        RotateKey: {
            /**
             * @description The present key’s signature of the same
             * @example 00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
             */
            consent?: string;
            /**
             * @description The new key’s signature, as docs/settlement.md says
             * @example 00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001
             */
            proof: string;
            /**
             * @description P-256, an uncompressed point
             * @example 04abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab
             */
            publicKey: string;
        };
        RotateWebhookSecret: {
            /**
             * @description How long the secret before is used too, 24 unless told; 0 ends it at once
             * @example 24
             */
            overlapHours?: string;
        };
        SearchResult: {
            items: components["schemas"]["Match"][];
        };
        SetHardDeposit: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description Whom its cheques pay
             * @example 00001
             */
            beneficiary: string;
        };
        SettlementKeys: {
            keys: {
                /**
                 * @description From 1; it is in every document signed with the key
                 * @example 1
                 */
                epoch: number;
                /**
                 * @description P-256, an uncompressed point
                 * @example 04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                 */
                publicKey: string;
                /**
                 * Format: date-time
                 * @description From then on its signatures count no more; null while nobody wants that
                 * @example 2026-02-15T08:00:00Z
                 */
                retiresAt: string | null;
            }[];
            /**
             * @description Whose keys
             * @example 00002
             */
            party: string;
        };
        SettlementTerms: {
            /** @description What holds, for good; null until all organizations want the same */
            agreed: {
                /**
                 * @description Likewise
                 * @example cloudfed
                 */
                chaincode: string;
                /**
                 * @description Name of the network in every document
                 * @example cloudfed-demo
                 */
                network: string;
                /**
                 * @description How long others have to challenge, in seconds
                 * @example 86400
                 */
                windowSeconds: number;
            } | null;
            votes: {
                /**
                 * @description Who wants them
                 * @example 00001
                 */
                orgId: string;
                terms: {
                    /**
                     * @description Likewise
                     * @example cloudfed
                     */
                    chaincode: string;
                    /**
                     * @description Name of the network in every document
                     * @example cloudfed-demo
                     */
                    network: string;
                    /**
                     * @description How long others have to challenge, in seconds
                     * @example 86400
                     */
                    windowSeconds: number;
                };
            }[];
        };
        SettleStatement: {
            /**
             * @description The payment; each settles once
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            paymentReference: string;
        };
        Spend: {
            /**
             * @description How many bills
             * @example 2
             */
            bills: number;
            /**
             * @description Who owes
             * @example 00002
             */
            consumerId: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description The month, in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /**
             * @description Who is owed
             * @example 00001
             */
            providerId: string;
            /**
             * @description Their sum
             * @example 96
             */
            totalCost: string;
            /** @enum {string} */
            type: "ECSBill" | "OSSBill";
            /** @enum {string} */
            unit: "fen";
            /**
             * @description Null for all users of the consumer together
             * @example 00002001
             */
            userId: string | null;
        };
        SpendAlert: {
            /**
             * @description The threshold, in fen
             * @example 1000000
             */
            amount: string;
            /**
             * @description Who borrows
             * @example 00002
             */
            consumerId: string;
            /** @enum {string} */
            kind: "spend";
            /**
             * @description The month, in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /**
             * @description The sum of the month’s bills from then on, in fen
             * @example 1000048
             */
            spent: string;
            /**
             * @description Null for all users of the consumer together
             * @example 00002001
             */
            userId: string | null;
        };
        SpendList: {
            items: components["schemas"]["Spend"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        /** @description Its figures never change; what becomes of it does */
        Statement: {
            /** @enum {string|null} */
            acceptedBy: "consumer" | "silence" | "resolution" | null;
            /**
             * Format: date-time
             * @description When it was accepted
             * @example 2026-02-15T08:00:00Z
             */
            acceptedTime: string | null;
            /**
             * @description Fen: all lines, credit notes taken off
             * @example 144
             */
            amountDue: string;
            /**
             * Format: date-time
             * @description When the creditor confirmed the payment
             * @example 2026-02-15T08:00:00Z
             */
            confirmedTime: string | null;
            /**
             * @description Who owes
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Who is owed it
             * @example 00001
             */
            creditorId: string | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who owes it: the provider where credit notes are more than all else; null where nothing is due
             * @example 00002
             */
            debtorId: string | null;
            /**
             * @description The dispute about it
             * @example dispute-1
             */
            disputeId: string | null;
            /**
             * @description SHA-256 over the hash before and each page of entries; empty without entries
             * @example abababababababababababababababababababababababababababababababab
             */
            entriesHash: string;
            /**
             * Format: date-time
             * @description Where the period begins
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description When it was issued
             * @example 2026-02-15T08:00:00Z
             */
            issuedTime: string;
            lines: components["schemas"]["StatementLine"][];
            /**
             * @description What it is netted in
             * @example net-1
             */
            netId: string | null;
            /**
             * @description Pages of entries on the ledger
             * @example 1
             */
            pages: number;
            /**
             * @description The payment that settles it
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            paymentReference: string | null;
            /**
             * @description A month in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /**
             * @description Who is owed
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Why the creditor refused the last payment named
             * @example no such payment
             */
            refusal: string | null;
            /**
             * Format: date-time
             * @description When the debtor named the payment
             * @example 2026-02-15T08:00:00Z
             */
            settledTime: string | null;
            /**
             * Format: date-time
             * @description Silence until then accepts it
             * @example 2026-02-15T08:00:00Z
             */
            silentUntil: string;
            /**
             * @description Provider, consumer and period
             * @example 00001-00002-2026-02
             */
            statementId: string;
            /** @enum {string} */
            status: "issued" | "disputed" | "accepted" | "netted" | "settled" | "confirmed";
            /**
             * Format: date-time
             * @description Where it ends
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
            /** @enum {string} */
            unit: "fen";
        };
        StatementEntry: {
            /**
             * @description Fen; null of usage, which is exact
             * @example 48
             */
            amount: string | null;
            /**
             * @description Of a note: the bill that it corrects
             * @enum {string|null}
             */
            billType: "ECSBill" | "OSSBill" | null;
            /**
             * @description Of a note
             * @example credit-1
             */
            correctionId: string | null;
            /**
             * @description Of usage: in 1/(86,400·10¹⁰) fen
             * @example 41472000000000000
             */
            exactAmount: string | null;
            /**
             * @description Of a bill or a note
             * @example 202202150002
             */
            instanceId: string | null;
            /**
             * @description Bills, metered usage, debit notes (owed too) and credit notes (taken off)
             * @example ECSBill
             * @enum {string}
             */
            kind: "ECSBill" | "OSSBill" | "ECSUsage" | "OSSUsage" | "debit" | "credit";
            /**
             * @description Of usage: how many records
             * @example 24
             */
            records: number | null;
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        StatementEntryList: {
            items: components["schemas"]["StatementEntry"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        StatementLine: {
            /**
             * @description Fen
             * @example 144
             */
            amount: string;
            /**
             * @description How many it adds up
             * @example 3
             */
            count: number;
            /**
             * @description Of usage: the same with this one
             * @example 41472000000000000
             */
            exactAfter: string | null;
            /**
             * @description Of usage: its exact cost on all statements before, in 1/(86,400·10¹⁰) fen
             * @example 0
             */
            exactBefore: string | null;
            /**
             * @description Bills, metered usage, debit notes (owed too) and credit notes (taken off)
             * @example ECSBill
             * @enum {string}
             */
            kind: "ECSBill" | "OSSBill" | "ECSUsage" | "OSSUsage" | "debit" | "credit";
        };
        StatementList: {
            items: components["schemas"]["Statement"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        StopOssResource: Record<string, never>;
        SuspendWebhook: Record<string, never>;
        TopUpPaymentChannel: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description A member of this organization
             * @example 00002
             */
            member: string;
        };
        Total: {
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description The sum of all bills
             * @example 48
             */
            totalCost: string;
            /** @enum {string} */
            unit: "fen";
        };
        TransferFunds: {
            /**
             * @description Fen, at least 1
             * @example 48
             */
            amount: string;
            /**
             * @description Whom
             * @example 00001
             */
            toOrgId: string;
            /**
             * @description Names it
             * @example transfer-1
             */
            transferId: string;
        };
        UpdateQuota: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * @description Who may use it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description The longest that an instance may be committed for, in days
             * @example 365
             */
            holdingDays: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Who lends; this organization unless told
             * @example 00001
             */
            providerId?: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
        };
        UsageAnswer: {
            /**
             * @description Kept, and on their way to the ledger
             * @example 1
             */
            accepted: number;
            /**
             * @description Kept before, with the same content
             * @example 0
             */
            duplicates: number;
            /** @description Those that can never be recorded, each with the reason; the others are kept all the same */
            refused: {
                code: string;
                detail: string;
                field: string | null;
                /**
                 * @description Its place in the request, from 0
                 * @example 0
                 */
                index: number;
            }[];
            /**
             * @description Records of this gateway that the ledger does not have yet
             * @example 1
             */
            waiting: number;
        };
        UsageBacklog: {
            waiting: number;
        };
        /** @description A CloudEvent 1.0 */
        UsageEvent: {
            data: {
                /**
                 * @description Whose it is; needed only where two instances have the id
                 * @example 00002
                 */
                consumerId?: string;
                /**
                 * Format: date-time
                 * @description From here on, in whole seconds
                 * @example 2026-02-15T08:00:00Z
                 */
                from: string;
                /**
                 * @description The metered instance
                 * @example 202202150002
                 */
                instanceId: string;
                /** @enum {string} */
                meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
                /**
                 * @description The level held all that time, or the number counted
                 * @example 2
                 */
                quantity: string;
                /**
                 * Format: date-time
                 * @description Up to here, at least a second later
                 * @example 2026-02-15T08:00:00Z
                 */
                to: string;
            };
            /**
             * @description Tells the record from any other of its source
             * @example a-1
             */
            id: string;
            /**
             * @description Who meters
             * @example /meters/7
             */
            source: string;
            /** @enum {string} */
            specversion: "1.0";
            /** @enum {string} */
            type: "cloudfed.usage.v1";
        } & {
            [key: string]: unknown;
        };
        UsageOutcome: {
            /** @description Why it was refused */
            code: string | null;
            /**
             * Format: date-time
             * @description From here on, in whole seconds
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /**
             * @description The metered instance
             * @example 202202150002
             */
            instanceId: string;
            /** @description Where it stands on the ledger */
            ledger: {
                /**
                 * @description Whose it is
                 * @example 00002
                 */
                consumerId: string;
                /**
                 * @description The lane of its batch
                 * @example 07
                 */
                lane: string;
                late: boolean;
                /**
                 * @description The ledger’s name for it
                 * @example a-1
                 */
                recordId: string;
                /**
                 * @description Null of a late one: it stands alone
                 * @example 1
                 */
                sequence: number | null;
                /**
                 * @description The ledger transaction
                 * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
                 */
                transactionId: string;
            } | null;
            /** @enum {string} */
            meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
            /**
             * @description The level held all that time, or the number counted
             * @example 2
             */
            quantity: string;
            /** @enum {string} */
            state: "waiting" | "recorded" | "refused";
            /**
             * Format: date-time
             * @description Up to here, at least a second later
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
        };
        UsageOutcomes: {
            parts: components["schemas"]["UsageOutcome"][];
        };
        UsageProof: {
            /**
             * @description How many leaves the tree has
             * @example 1
             */
            count: number;
            /**
             * @description The leaf’s place, from 0
             * @example 0
             */
            index: number;
            /** @description What the leaf is the hash of, behind a zero byte */
            leafText: string;
            path: string[];
            /**
             * @description What stands on both organizations’ ledgers
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            root: string;
            /** @description What the root is the hash of */
            rootText: string;
            /**
             * @description Where the way leads
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            treeRoot: string;
        };
        UsageRecord: {
            /**
             * @description Whose it is; needed only where two instances have the id
             * @example 00002
             */
            consumerId?: string;
            /**
             * Format: date-time
             * @description From here on, in whole seconds
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /**
             * @description Tells the record from any other of its source
             * @example a-1
             */
            id: string;
            /**
             * @description The metered instance
             * @example 202202150002
             */
            instanceId: string;
            /** @enum {string} */
            meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
            /**
             * @description The level held all that time, or the number counted
             * @example 2
             */
            quantity: string;
            /**
             * @description Who meters
             * @example /meters/7
             */
            source: string;
            /**
             * Format: date-time
             * @description Up to here, at least a second later
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
        };
        Webhook: {
            /**
             * @description The principal that made it
             * @example alice
             */
            createdBy: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description Messages that are tried no more unless somebody asks for it
             * @example 0
             */
            dead: number;
            /**
             * @description Messages delivered
             * @example 12
             */
            delivered: number;
            /**
             * @description Where its messages are posted
             * @example https://hooks.example/cloudfed
             */
            endpoint: string;
            /**
             * @description Kinds of changes, and `alert`, that it is told of; null for all
             * @example [
             *       "alert"
             *     ]
             */
            kinds: ("quota.created" | "quota.updated" | "quota.closed" | "price.published" | "price.scheduled" | "ecs-resource.opened" | "ecs-resource.released" | "oss-resource.opened" | "oss-resource.released" | "oss-resource.stopped" | "bill.issued" | "statement.issued" | "statement.accepted" | "statement.disputed" | "statement.settled" | "statement.refused" | "statement.confirmed" | "correction.inForce" | "correction.proposed" | "correction.rejected" | "correction.withdrawn" | "dispute.opened" | "dispute.answered" | "dispute.resolved" | "ecs-import.proposed" | "ecs-import.withdrawn" | "settlement-terms.proposed" | "settlement-terms.agreed" | "settlement-key.registered" | "settlement-key.rotated" | "settlement-key.retiring" | "settlement-key.dropped" | "funds.changed" | "funds.issue-requested" | "funds.issued" | "funds.redemption-requested" | "funds.redeemed" | "funds.redemption-refused" | "funds.transferred" | "chequebook.opened" | "chequebook.deposited" | "chequebook.set-aside" | "chequebook.released" | "chequebook.cashed" | "chequebook.withdrawal-begun" | "chequebook.withdrawal-armed" | "chequebook.withdrawn" | "cheque-account.changed" | "overdraft" | "payment-channel.opened" | "payment-channel.joined" | "payment-channel.left" | "payment-channel.topped-up" | "payment-channel.checkpointed" | "payment-channel.closed" | "payment-channel.close-begun" | "payment-channel.close-armed" | "payment-channel.challenged" | "preimage.revealed" | "account.registered" | "account.locked" | "account.backed" | "account.checkpointed" | "account.withdrawn" | "account.closed" | "account.close-begun" | "account.close-armed" | "account.challenged" | "allowance.changed" | "organization.claimed" | "organization.confirmation" | "organization.confirmed" | "alert")[] | null;
            /**
             * Format: date-time
             * @description When a message was last delivered
             * @example 2026-02-15T08:00:00Z
             */
            lastDeliveredTime: string | null;
            /**
             * Format: date-time
             * @description Until when messages are signed with the secret before too
             * @example 2026-02-15T08:00:00Z
             */
            previousSecretUntil: string | null;
            /**
             * @description Why the gateway suspended it
             * @example 1000 deliveries are dead
             */
            problem: string | null;
            /** @enum {string} */
            state: "active" | "suspended";
            /**
             * @description Messages that are tried again
             * @example 0
             */
            waiting: number;
            /**
             * @description The webhook
             * @example 0123456789abcdef
             */
            webhookId: string;
        };
        WebhookDelivery: {
            /**
             * @description Made so far
             * @example 1
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it was first to be delivered
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description The delivery
             * @example 1
             */
            deliveryId: number;
            /**
             * @description The event that it tells of, as the event stream names it
             * @example channel12:7:f00df00df00df00d~~1
             */
            eventId: string;
            /**
             * @description The message’s `webhook-id`, the same in every attempt
             * @example 0123456789abcdef.1
             */
            messageId: string;
            /**
             * Format: date-time
             * @description When it is tried again
             * @example 2026-02-15T08:00:00Z
             */
            nextAttemptTime: string | null;
            /**
             * @description What came of the last attempt
             * @example it answered 500
             */
            problem: string | null;
            /** @enum {string} */
            state: "waiting" | "dead";
            /**
             * @description The webhook
             * @example 0123456789abcdef
             */
            webhookId: string;
        };
        WebhookDeliveryList: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        WebhookList: {
            items: components["schemas"]["Webhook"][];
            /** @description Give it as `cursor` to go on; null at the end of the list */
            nextCursor: string | null;
        };
        WithdrawAccount: {
            /**
             * @description Signed by both
             * @example {
             *       "document": {
             *         "type": "account-withdrawal",
             *         "toHolder": 120,
             *         "toPlatform": 48,
             *         "final": false
             *       },
             *       "signatures": [
             *         {
             *           "party": "00002",
             *           "epoch": 1,
             *           "signature": "00000000000000000000000000000000000000000000000000000000000000010000000000000000000000000000000000000000000000000000000000000001"
             *         }
             *       ]
             *     }
             */
            withdrawal: {
                document: {
                    type: string;
                } & {
                    [key: string]: unknown;
                };
                signatures: {
                    epoch: number;
                    party: string;
                    signature: string;
                }[];
            };
        };
        WithdrawCorrection: Record<string, never>;
        WithdrawImport: Record<string, never>;
        WrittenAccount: {
            /**
             * @description The account
             * @example acc-1
             */
            accountId: string;
            /**
             * @description Fen the platform has put in for its credits
             * @example 0
             */
            backed: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            closing: {
                /**
                 * @description Who closes it alone
                 * @example 00002
                 */
                by: string;
                challenged: boolean;
                /**
                 * Format: date-time
                 * @description From then on it can be finalized; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                deadline: string | null;
            } | null;
            /**
             * @description Milli-fen credited in all
             * @example 0
             */
            credits: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Milli-fen debited in all
             * @example 0
             */
            debits: string;
            /**
             * @description Whose it is
             * @example 00002001
             */
            holder: string;
            /**
             * @description Fen the holder has put in
             * @example 500
             */
            locked: string;
            /**
             * @description Who keeps it
             * @example 00001
             */
            platform: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /**
             * @description Fen paid out to the holder
             * @example 0
             */
            toHolder: string;
            /**
             * @description Fen paid out to the platform
             * @example 0
             */
            toPlatform: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
        };
        WrittenCashing: {
            account: components["schemas"]["ChequeAccount"];
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            book: components["schemas"]["Chequebook"];
            /**
             * @description Fen that stay cashable by the same cheque
             * @example 0
             */
            missing: string;
            /**
             * @description Fen paid now
             * @example 48
             */
            paid: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        WrittenChequeAccount: {
            /**
             * @description Whom it pays
             * @example 00001
             */
            beneficiary: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description The book
             * @example book-1
             */
            bookId: string;
            /**
             * @description The highest cheque shown, in milli-fen
             * @example 48000
             */
            claimed: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen of the book for it alone
             * @example 0
             */
            hardDeposit: string;
            /**
             * @description Fen paid so far
             * @example 48
             */
            paid: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
        };
        WrittenChequebook: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description The book
             * @example book-1
             */
            bookId: string;
            /** @description Whether a cheque has ever come for which there was not enough */
            bounced: boolean;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen in it
             * @example 30000
             */
            deposit: string;
            /**
             * @description Who writes its cheques
             * @example 00002
             */
            drawer: string;
            /**
             * @description Fen of these that are for one beneficiary alone
             * @example 0
             */
            setAside: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
            withdrawal: {
                /**
                 * @description Fen that the drawer wants back
                 * @example 100
                 */
                amount: string;
                /**
                 * Format: date-time
                 * @description When it can be completed; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                dueAt: string | null;
            } | null;
        };
        WrittenCorrection: {
            /**
             * @description Fen
             * @example 48
             */
            amount: string;
            /** @enum {string} */
            billType: "ECSBill" | "OSSBill";
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description Whose bill it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description The note
             * @example credit-1
             */
            correctionId: string;
            /**
             * Format: date-time
             * @description When it was issued
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /** @enum {string} */
            currency: "CNY";
            /**
             * Format: date-time
             * @description When it came in force, or was rejected or withdrawn
             * @example 2026-02-15T08:00:00Z
             */
            decidedTime: string | null;
            /**
             * @description The bill that it corrects
             * @example 202202150002
             */
            instanceId: string;
            /**
             * @description Taken off, or added
             * @enum {string}
             */
            kind: "credit" | "debit";
            /**
             * @description The period whose statement it is on, once in force
             * @example 2026-02
             */
            period: string | null;
            /**
             * @description Who issued it
             * @example 00001
             */
            providerId: string;
            /**
             * @description Why it is not right
             * @example METERED_TWICE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description A credit note is in force at once, a debit note when the consumer accepts it
             * @enum {string}
             */
            status: "inForce" | "proposed" | "rejected" | "withdrawn";
            /**
             * @description What was wrong
             * @example 二月用量有误
             */
            text: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        WrittenDispute: {
            /** @enum {string|null} */
            answer: "agreed" | "declined" | null;
            /**
             * Format: date-time
             * @description When it was answered last
             * @example 2026-02-15T08:00:00Z
             */
            answeredTime: string | null;
            /**
             * @description What the provider says to it
             * @example 二月用量有误
             */
            answerText: string | null;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description Who opened it and resolves it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description The correction that was made of it
             * @example credit-1
             */
            correctionId: string | null;
            /**
             * @description The dispute
             * @example dispute-1
             */
            disputeId: string;
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            openedTime: string;
            /**
             * @description Who answers it
             * @example 00001
             */
            providerId: string;
            /**
             * @description Why it is not right
             * @example METERED_TWICE
             * @enum {string}
             */
            reason: "PRICE_LATE" | "METERED_TWICE" | "RELEASED_LATE" | "WRONG_QUANTITY" | "SERVICE_LEVEL" | "OTHER";
            /**
             * @description What the consumer said at the end
             * @example 二月用量有误
             */
            resolutionText: string | null;
            /**
             * Format: date-time
             * @description When it was resolved
             * @example 2026-02-15T08:00:00Z
             */
            resolvedTime: string | null;
            /** @enum {string} */
            status: "open" | "answered" | "resolved";
            /**
             * @description The statement, or the instance of the bill
             * @example 00001-00002-2026-02
             */
            subjectId: string;
            /** @enum {string} */
            subjectType: "Statement" | "ECSBill" | "OSSBill";
            /**
             * @description What the consumer holds against it
             * @example 二月用量有误
             */
            text: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        WrittenEcsResource: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            beginTime: string;
            /**
             * @description Whether it is billed on its release, or charged as it is metered
             * @enum {string}
             */
            billing: "on-release" | "metered";
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Days that it is committed for
             * @example 365
             */
            commitmentDays: string;
            /**
             * @description Whose user it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Cores
             * @example 2
             */
            cpu: string;
            /**
             * @description GB of disk
             * @example 8
             */
            diskGb: string;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-02-15T08:00:00Z
             */
            endTime: string | null;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /** @enum {string} */
            networkType: "public" | "private";
            /**
             * @description The price version in force at its begin; 0 where both sides named the prices
             * @example 1
             */
            priceVersion: number;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description The quota that it was opened under; null where it was brought in from the past
             * @example 000001
             */
            quotaId: string | null;
            /**
             * @description GB of memory
             * @example 4
             */
            ramGb: string;
            /**
             * @description A stopped one waits for its provider’s counters; a released one is billed
             * @enum {string}
             */
            status: "open" | "stopped" | "released";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            type: "ECSResource";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        WrittenFundsIssue: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description The payment outside
             * @example bank-2026-0001
             */
            reference: string;
            requests: {
                /**
                 * @description Fen
                 * @example 30000
                 */
                amount: string;
                /**
                 * @description Who says that it came in
                 * @example 00001
                 */
                byOrgId: string;
                /**
                 * @description Whose it is
                 * @example 00002
                 */
                orgId: string;
            }[];
            /**
             * @description Done when two organizations have said the same
             * @enum {string}
             */
            status: "requested" | "done";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
        };
        WrittenFundsRedemption: {
            /**
             * @description Fen
             * @example 100
             */
            amount: string;
            /**
             * @description Who paid it outside, or refused to
             * @example 00001
             */
            answeredBy: string | null;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who wants its money
             * @example 00002
             */
            orgId: string;
            /**
             * @description Its name for it
             * @example redeem-1
             */
            reference: string;
            /** @enum {string} */
            status: "held" | "done" | "refused";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
        };
        WrittenFundsTransfer: {
            /**
             * @description Fen
             * @example 48
             */
            amount: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who paid
             * @example 00002
             */
            fromOrgId: string;
            /**
             * @description Whom
             * @example 00001
             */
            toOrgId: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /**
             * @description The payer’s name for it
             * @example transfer-1
             */
            transferId: string;
            /** @enum {string} */
            unit: "fen";
        };
        WrittenImport: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            price: components["schemas"]["NamedPrice"];
            /**
             * @description Who proposed it; the other side accepts
             * @example 00001
             */
            proposedBy: string;
            /**
             * Format: date-time
             * @description When it was proposed
             * @example 2026-02-15T08:00:00Z
             */
            proposedTime: string;
            resource: components["schemas"]["EcsResource"];
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        } | null;
        WrittenOssResource: {
            /**
             * Format: date-time
             * @description When it was opened
             * @example 2026-02-15T08:00:00Z
             */
            beginTime: string;
            /**
             * @description Whether it is billed on its release, or charged as it is metered
             * @enum {string}
             */
            billing: "on-release" | "metered";
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description What kind of service it is
             * @example ECS
             */
            cloudService: string;
            /**
             * @description Whose user it is
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            diskGb: string;
            /**
             * Format: date-time
             * @description When it ended
             * @example 2026-02-15T08:00:00Z
             */
            endTime: string | null;
            /**
             * @description The instance
             * @example 202202150002
             */
            instanceId: string;
            /** @enum {string} */
            networkType: "public" | "private";
            /**
             * @description The price version in force at its begin; 0 where both sides named the prices
             * @example 1
             */
            priceVersion: number;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description The quota that it was opened under; null where it was brought in from the past
             * @example 000001
             */
            quotaId: string | null;
            /**
             * @description A stopped one waits for its provider’s counters; a released one is billed
             * @enum {string}
             */
            status: "open" | "stopped" | "released";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            type: "OSSResource";
            /**
             * @description The user that it belongs to
             * @example 00002001
             */
            userId: string;
        };
        WrittenPaymentChannel: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description The channel
             * @example chan1
             */
            channelId: string;
            /** @description Nothing older counts any more */
            checkpoint: {
                balances: string[];
                final: boolean;
                /**
                 * @description How many of the deposits it counts
                 * @example 2
                 */
                funding: number;
                /**
                 * @description Who goes with it
                 * @example 00002
                 */
                leaving: string | null;
                locks: {
                    /**
                     * @description Milli-fen
                     * @example 10000
                     */
                    amount: string;
                    /**
                     * Format: date-time
                     * @description The last second in which it can be claimed
                     * @example 2026-02-15T08:00:00Z
                     */
                    expiry: string;
                    /**
                     * @description SHA-256 of the preimage
                     * @example abababababababababababababababababababababababababababababababab
                     */
                    hash: string;
                    /**
                     * @description The lock
                     * @example p-1
                     */
                    id: string;
                    /**
                     * @description Who claims it
                     * @example 00001
                     */
                    payee: string;
                    /**
                     * @description Who pays if it is claimed
                     * @example 00002
                     */
                    payer: string;
                }[];
                /**
                 * @description Higher is newer
                 * @example 1
                 */
                version: number;
                withdrawn: string[];
            } | null;
            closing: {
                /**
                 * @description Version it began with
                 * @example 1
                 */
                begunWith: number;
                /**
                 * @description Who closes it alone
                 * @example 00002
                 */
                by: string;
                /**
                 * Format: date-time
                 * @description From then on it can be finalized; null until it is armed
                 * @example 2026-02-15T08:00:00Z
                 */
                deadline: string | null;
                /** @description The newest shown */
                state: {
                    balances: string[];
                    final: boolean;
                    /**
                     * @description How many of the deposits it counts
                     * @example 2
                     */
                    funding: number;
                    /**
                     * @description Who goes with it
                     * @example 00002
                     */
                    leaving: string | null;
                    locks: {
                        /**
                         * @description Milli-fen
                         * @example 10000
                         */
                        amount: string;
                        /**
                         * Format: date-time
                         * @description The last second in which it can be claimed
                         * @example 2026-02-15T08:00:00Z
                         */
                        expiry: string;
                        /**
                         * @description SHA-256 of the preimage
                         * @example abababababababababababababababababababababababababababababababab
                         */
                        hash: string;
                        /**
                         * @description The lock
                         * @example p-1
                         */
                        id: string;
                        /**
                         * @description Who claims it
                         * @example 00001
                         */
                        payee: string;
                        /**
                         * @description Who pays if it is claimed
                         * @example 00002
                         */
                        payer: string;
                    }[];
                    /**
                     * @description Higher is newer
                     * @example 1
                     */
                    version: number;
                    withdrawn: string[];
                } | null;
            } | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Fen paid out to members that have left
             * @example 0
             */
            departed: string;
            deposits: {
                /**
                 * @description Fen
                 * @example 30000
                 */
                amount: string;
                /**
                 * @description Who paid in
                 * @example 00002
                 */
                member: string;
            }[];
            invited: string[];
            members: string[];
            /**
             * @description Members when all have joined
             * @example 2
             */
            size: number;
            /**
             * @description Fen that each loses for closing with an old state
             * @example 100
             */
            stake: string;
            /** @enum {string} */
            status: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
            withdrawn: string[];
        };
        WrittenPreimage: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description Its SHA-256
             * @example abababababababababababababababababababababababababababababababab
             */
            hash: string;
            /**
             * @description 32 bytes
             * @example abababababababababababababababababababababababababababababababab
             */
            preimage: string;
            /**
             * Format: date-time
             * @description The earliest time it was revealed at
             * @example 2026-02-15T08:00:00Z
             */
            revealedAt: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        WrittenProviderPermission: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * @description Who allows it or not
             * @example 00002
             */
            consumerId: string;
            /** @description Whether the provider may open instances for the consumer */
            mayOpen: boolean;
            /**
             * @description Who is allowed or not
             * @example 00001
             */
            providerId: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        WrittenQuota: {
            /**
             * @description Mbps
             * @example 2
             */
            bandwidthMbps: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * Format: date-time
             * @description When it was closed
             * @example 2026-02-15T08:00:00Z
             */
            closedTime: string | null;
            /**
             * @description Who may use it
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Cores
             * @example 10
             */
            cpu: string;
            /**
             * Format: date-time
             * @description When it was made
             * @example 2026-02-15T08:00:00Z
             */
            createdTime: string;
            /**
             * @description GB of disk of cloud hosts
             * @example 40
             */
            ecsDiskGb: string;
            /**
             * @description The longest that an instance may be committed for
             * @example 365
             */
            holdingDays: string;
            /**
             * @description GB of object storage
             * @example 100
             */
            ossDiskGb: string;
            /**
             * @description Private addresses
             * @example 20
             */
            privateIps: string;
            /**
             * @description Who lends
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Public addresses
             * @example 10
             */
            publicIps: string;
            /**
             * @description The quota
             * @example 000001
             */
            quotaId: string;
            /**
             * @description GB of memory
             * @example 40
             */
            ramGb: string;
            /** @enum {string} */
            status: "active" | "closed";
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /**
             * Format: date-time
             * @description When it was last changed
             * @example 2026-02-15T08:00:00Z
             */
            updatedTime: string;
        };
        WrittenSettlementKeys: {
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            keys: {
                /**
                 * @description From 1; it is in every document signed with the key
                 * @example 1
                 */
                epoch: number;
                /**
                 * @description P-256, an uncompressed point
                 * @example 04aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                 */
                publicKey: string;
                /**
                 * Format: date-time
                 * @description From then on its signatures count no more; null while nobody wants that
                 * @example 2026-02-15T08:00:00Z
                 */
                retiresAt: string | null;
            }[];
            /**
             * @description Whose keys
             * @example 00002
             */
            party: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
        };
        WrittenStatement: {
            /** @enum {string|null} */
            acceptedBy: "consumer" | "silence" | "resolution" | null;
            /**
             * Format: date-time
             * @description When it was accepted
             * @example 2026-02-15T08:00:00Z
             */
            acceptedTime: string | null;
            /**
             * @description Fen: all lines, credit notes taken off
             * @example 144
             */
            amountDue: string;
            /**
             * @description The block that holds the transaction
             * @example 7
             */
            blockNumber: number;
            /**
             * Format: date-time
             * @description When the creditor confirmed the payment
             * @example 2026-02-15T08:00:00Z
             */
            confirmedTime: string | null;
            /**
             * @description Who owes
             * @example 00002
             */
            consumerId: string;
            /**
             * @description Its registered name
             * @example CNNIC
             */
            consumerName: string;
            /**
             * @description Who is owed it
             * @example 00001
             */
            creditorId: string | null;
            /** @enum {string} */
            currency: "CNY";
            /**
             * @description Who owes it: the provider where credit notes are more than all else; null where nothing is due
             * @example 00002
             */
            debtorId: string | null;
            /**
             * @description The dispute about it
             * @example dispute-1
             */
            disputeId: string | null;
            /**
             * @description SHA-256 over the hash before and each page of entries; empty without entries
             * @example abababababababababababababababababababababababababababababababab
             */
            entriesHash: string;
            /**
             * Format: date-time
             * @description Where the period begins
             * @example 2026-02-15T08:00:00Z
             */
            from: string;
            /**
             * Format: date-time
             * @description When it was issued
             * @example 2026-02-15T08:00:00Z
             */
            issuedTime: string;
            lines: components["schemas"]["StatementLine"][];
            /**
             * @description What it is netted in
             * @example net-1
             */
            netId: string | null;
            /**
             * @description Pages of entries on the ledger
             * @example 1
             */
            pages: number;
            /**
             * @description The payment that settles it
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            paymentReference: string | null;
            /**
             * @description A month in Asia/Shanghai
             * @example 2026-02
             */
            period: string;
            /**
             * @description Who is owed
             * @example 00001
             */
            providerId: string;
            /**
             * @description Its registered name
             * @example CNIC
             */
            providerName: string;
            /**
             * @description Why the creditor refused the last payment named
             * @example no such payment
             */
            refusal: string | null;
            /**
             * Format: date-time
             * @description When the debtor named the payment
             * @example 2026-02-15T08:00:00Z
             */
            settledTime: string | null;
            /**
             * Format: date-time
             * @description Silence until then accepts it
             * @example 2026-02-15T08:00:00Z
             */
            silentUntil: string;
            /**
             * @description Provider, consumer and period
             * @example 00001-00002-2026-02
             */
            statementId: string;
            /** @enum {string} */
            status: "issued" | "disputed" | "accepted" | "netted" | "settled" | "confirmed";
            /**
             * Format: date-time
             * @description Where it ends
             * @example 2026-02-15T08:00:00Z
             */
            to: string;
            /**
             * @description The ledger transaction
             * @example f00df00df00df00df00df00df00df00df00df00df00df00df00df00df00df00d
             */
            transactionId: string;
            /** @enum {string} */
            unit: "fen";
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
    docs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
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
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAccounts: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those in which this organization or a user of it takes part */
                orgId?: string;
                /** @description Only those in which this party takes part */
                party?: string;
                /** @description Only those in this state */
                status?: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterAccount"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    backAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackAccount"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkpointAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckpointAccount"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    armAccountClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ArmAccountClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginAccountClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginAccountClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    challengeAccountClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengeAccountClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finalizeAccountClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FinalizeAccountClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lockAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LockAccount"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The account */
                accountId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawAccount"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlertRules: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRuleList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAlertRule"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The rule */
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeAlertRule: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The rule */
                ruleId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RemoveAlertRule"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRule"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RevokeApiKey"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The key */
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedApiKey"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAuditLog: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only what it asked for */
                principal?: string;
                /** @description Only what ended in this ledger transaction */
                transactionId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditLog"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBills: {
        parameters: {
            query?: {
                /** @description What this consumer owes */
                consumerId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Only bills whose usage ended then or later */
                from?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description What this provider is owed */
                providerId?: string;
                /** @description Only bills whose usage ended before */
                to?: string;
                /** @description Of cloud hosts or of object stores */
                type?: "ECSBill" | "OSSBill";
                /** @description What this user has used */
                userId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readBill: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
                /** @description Of cloud hosts or of object stores */
                type: "ECSBill" | "OSSBill";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bill"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listBillCorrections: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
                /** @description Of cloud hosts or of object stores */
                type: "ECSBill" | "OSSBill";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BillCorrectionList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueCorrection: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
                /** @description Of cloud hosts or of object stores */
                type: "ECSBill" | "OSSBill";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueCorrection"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCorrection"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputeBill: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
                /** @description Of cloud hosts or of object stores */
                type: "ECSBill" | "OSSBill";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeBill"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDispute"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChequeAccounts: {
        parameters: {
            query?: {
                /** @description Only those of this book */
                bookId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those in which this organization or a user of it takes part */
                orgId?: string;
                /** @description Only those in which this party takes part */
                party?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChequeAccountList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChequebooks: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those in which this organization or a user of it takes part */
                orgId?: string;
                /** @description Only those in which this party takes part */
                party?: string;
                /** @description Only those in this state */
                status?: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChequebookList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openChequebook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenChequebook"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequebook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readChequebook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chequebook"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readChequeAccount: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Whom its cheques pay */
                beneficiary: string;
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChequeAccount"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    cashCheque: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CashCheque"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCashing"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    depositChequebook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DepositChequebook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequebook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setHardDeposit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetHardDeposit"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequeAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseHardDeposit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseHardDeposit"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequeAccount"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    armChequebookWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ArmChequebookWithdrawal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequebook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginChequebookWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginChequebookWithdrawal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequebook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    completeChequebookWithdrawal: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The book */
                bookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CompleteChequebookWithdrawal"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenChequebook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCorrections: {
        parameters: {
            query?: {
                /** @description Only those of this consumer */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those of this provider */
                providerId?: string;
                /** @description Only those in this state */
                status?: "inForce" | "proposed" | "rejected" | "withdrawn";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectionList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readCorrection: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The note */
                correctionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Correction"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptCorrection: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The note */
                correctionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AcceptCorrection"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCorrection"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rejectCorrection: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The note */
                correctionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RejectCorrection"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCorrection"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawCorrection: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The note */
                correctionId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WithdrawCorrection"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenCorrection"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDisputes: {
        parameters: {
            query?: {
                /** @description Only those of this consumer */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those against this provider */
                providerId?: string;
                /** @description Only those in this state */
                status?: "open" | "answered" | "resolved";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DisputeList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readDispute: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The dispute */
                disputeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dispute"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    answerDispute: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The dispute */
                disputeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerDispute"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDispute"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveDispute: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The dispute */
                disputeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveDispute"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDispute"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listImports: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importEcs: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportEcs"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readImport: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposedImport"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptImport: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AcceptImport"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Imported"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    withdrawImport: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["WithdrawImport"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenImport"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEcsResources: {
        parameters: {
            query?: {
                /** @description Only those of this consumer */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those of this provider */
                providerId?: string;
                /** @description Only those in this state */
                status?: "open" | "stopped" | "released";
                /** @description Only those of this user */
                userId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EcsResourceList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openEcsResource: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenEcsResource"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenEcsResource"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `QUOTA_MISSING`: There is no active quota. `QUOTA_EXCEEDED`: The quota has not enough left. `PRICE_MISSING`: There is no price in force. `COMMITMENT_TOO_LONG`: The commitment is longer than the quota may be held. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEcsResource: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EcsResource"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseEcsResource: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReleaseEcsResource"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bill"] | components["schemas"]["WrittenEcsResource"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_RELEASED`: The resource is released already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description Like the header `Last-Event-ID`, which goes before it */
                after?: string;
            };
            header?: {
                /** @description The `id` of the last event that was read */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportFocus: {
        parameters: {
            query: {
                /** @description Only what is charged to this consumer */
                consumerId?: string;
                /** @description Which columns; those of 1.2 include those of 1.4 */
                focusVersion?: "1.2" | "1.4";
                /** @description A month in Asia/Shanghai */
                period: string;
                /** @description Only what this provider charges */
                providerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportUsageRecords: {
        parameters: {
            query: {
                /** @description Only what is charged to this consumer */
                consumerId?: string;
                /** @description A month in Asia/Shanghai */
                period: string;
                /** @description Only what this provider charges */
                providerId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain; charset=utf-8": string;
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    auditFunds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsAudit"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFunds: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only of this organization */
                orgId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFunds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Whose */
                orgId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Funds"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFundsIssues: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only what this organization has said, or is to have */
                orgId?: string;
                /** @description Only those in this state */
                status?: "requested" | "done";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsIssueList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueFunds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueFunds"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenFundsIssue"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFundsIssue: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The payment outside */
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsIssue"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFundsMovements: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Only what was then or later */
                from?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only of this organization */
                orgId?: string;
                /** @description Only what was before */
                to?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsMovementList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFundsRedemptions: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only of this organization */
                orgId?: string;
                /** @description Only those in this state */
                status?: "held" | "done" | "refused";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsRedemptionList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeemFunds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RedeemFunds"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenFundsRedemption"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFundsRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Who wants its money */
                orgId: string;
                /** @description Its name for it */
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsRedemption"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmFundsRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Who wants its money */
                orgId: string;
                /** @description Its name for it */
                reference: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmFundsRedemption"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenFundsRedemption"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseFundsRedemption: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Who wants its money */
                orgId: string;
                /** @description Its name for it */
                reference: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RefuseFundsRedemption"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenFundsRedemption"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFundsTransfers: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Only what was then or later */
                from?: string;
                /** @description Only those that it has paid */
                fromOrgId?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only from or to this organization */
                orgId?: string;
                /** @description Only what was before */
                to?: string;
                /** @description Only those that it was paid */
                toOrgId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsTransferList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transferFunds: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferFunds"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenFundsTransfer"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readFundsTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Who paid */
                fromOrgId: string;
                /** @description Its name for it */
                transferId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FundsTransfer"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readNetting: {
        parameters: {
            query: {
                /** @description How much, in fen */
                otherAmount?: string;
                /** @description Whom */
                otherCreditorId?: string;
                /** @description Who owes among the others, as they say */
                otherDebtorId?: string;
                /** @description A month in Asia/Shanghai */
                period: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Netting"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOssResources: {
        parameters: {
            query?: {
                /** @description Only those of this consumer */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those of this provider */
                providerId?: string;
                /** @description Only those in this state */
                status?: "open" | "stopped" | "released";
                /** @description Only those of this user */
                userId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OssResourceList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openOssResource: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenOssResource"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenOssResource"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `QUOTA_MISSING`: There is no active quota. `QUOTA_EXCEEDED`: The quota has not enough left. `PRICE_MISSING`: There is no price in force. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOssResource: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OssResource"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    releaseOssResource: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseOssResource"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Bill"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_RELEASED`: The resource is released already. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stopOssResource: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The instance */
                instanceId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StopOssResource"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenOssResource"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `ALREADY_RELEASED`: The resource is released already */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPaymentChannels: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those in which this organization or a user of it takes part */
                orgId?: string;
                /** @description Only those in which this party takes part */
                party?: string;
                /** @description Only those in this state */
                status?: "open" | "funded" | "closing" | "armed" | "challenged" | "closed";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentChannelList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    openPaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenPaymentChannel"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentChannel"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkpointPaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CheckpointPaymentChannel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closePaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClosePaymentChannel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    armPaymentChannelClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ArmPaymentChannelClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginPaymentChannelClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BeginPaymentChannelClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    challengePaymentChannelClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChallengePaymentChannelClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finalizePaymentChannelClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["FinalizePaymentChannelClose"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinPaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JoinPaymentChannel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leavePaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LeavePaymentChannel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    topUpPaymentChannel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The channel */
                channelId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TopUpPaymentChannel"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPaymentChannel"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUNDS_SHORT`: The balance is not enough. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revealPreimage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevealPreimage"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenPreimage"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPreimage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description SHA-256 of the preimage */
                hash: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preimage"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPrices: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    publishPrice: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishPrice"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePublication"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readPrice: {
        parameters: {
            query?: {
                /** @description At this moment; now unless told */
                at?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Whose price it is */
                providerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceVersion"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePrice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Whose price it is */
                providerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePrice"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PricePublication"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PRICE_MISSING`: There is no price in force. `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listPriceVersions: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Whose price it is */
                providerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PriceVersionList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readProviderPermission: {
        parameters: {
            query?: {
                /** @description The consumer; this organization unless told */
                consumerId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The provider */
                providerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProviderPermission"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setProviderPermission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The provider */
                providerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProviderPermissionRequest"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenProviderPermission"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listQuotas: {
        parameters: {
            query?: {
                /** @description Only those lent to it */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those lent by it */
                providerId?: string;
                /** @description Only those in this state */
                status?: "active" | "closed";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createQuota: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateQuota"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenQuota"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `QUOTA_ACTIVE`: Another quota is active for the two organizations */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readQuota: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The quota */
                quotaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaUse"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateQuota: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The quota */
                quotaId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateQuota"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenQuota"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `QUOTA_IN_USE`: The quota is in use. `QUOTA_CLOSED`: The quota is closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    closeQuota: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The quota */
                quotaId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CloseQuota"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenQuota"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `AMBIGUOUS_ID`: The id names more than one record. `QUOTA_IN_USE`: The quota is in use */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query: {
                /** @description Records of each kind at most, 20 unless told */
                limit?: string;
                /** @description What the id begins with */
                q: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchResult"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    registerSettlementKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterKey"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenSettlementKeys"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `ALREADY_EXISTS`: It exists already with other content. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSettlementKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description Whose keys */
                party: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementKeys"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retireSettlementKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Whose keys */
                party: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RetireKey"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenSettlementKeys"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateSettlementKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description Whose keys */
                party: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateKey"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenSettlementKeys"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel. `TERMS_MISSING`: The organizations have not agreed on the terms of settlement */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSettlementTerms: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SettlementTerms"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSpend: {
        parameters: {
            query?: {
                /** @description What this consumer owes */
                consumerId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description From this month on */
                from?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description What this provider is owed */
                providerId?: string;
                /** @description Up to this month */
                to?: string;
                /** @description What this user has used */
                userId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpendList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStatements: {
        parameters: {
            query?: {
                /** @description Only those of this consumer */
                consumerId?: string;
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those of this month */
                period?: string;
                /** @description Only those of this provider */
                providerId?: string;
                /** @description Only those in this state */
                status?: "issued" | "disputed" | "accepted" | "netted" | "settled" | "confirmed";
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    issueStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IssueStatement"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenStatement"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStatementCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv; charset=utf-8": string;
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readStatementPdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["AcceptStatement"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenStatement"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmSettlement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConfirmSettlement"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenStatement"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disputeStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DisputeStatement"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenDispute"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state. `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStatementEntries: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementEntryList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refuseSettlement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefuseSettlement"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenStatement"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    settleStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The statement */
                statementId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettleStatement"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WrittenStatement"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readTotals: {
        parameters: {
            query?: {
                /** @description What this consumer owes */
                consumerId?: string;
                /** @description What this provider is owed */
                providerId?: string;
                /** @description Of cloud hosts or of object stores */
                type?: "ECSBill" | "OSSBill";
                /** @description What this user has used */
                userId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Total"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readUsage: {
        parameters: {
            query: {
                /** @description Its id */
                id: string;
                /** @description Who metered */
                source: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageOutcomes"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordUsage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/cloudevents-batch+json": components["schemas"]["UsageEvent"][];
                "application/cloudevents+json": components["schemas"]["UsageEvent"];
                "application/json": components["schemas"]["UsageRecord"] | components["schemas"]["UsageEvent"] | (components["schemas"]["UsageRecord"] | components["schemas"]["UsageEvent"])[];
                "application/x-ndjson": string;
            };
        };
        responses: {
            /** @description On disk */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageAnswer"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept. `TIME_ORDER`: An end lies before its begin */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `ALREADY_EXISTS`: It exists already with other content */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FUTURE_USAGE`: The time of the usage has not come yet */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readUsageBacklog: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageBacklog"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readUsageProof: {
        parameters: {
            query?: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The lane of its batch */
                lane: string;
                /** @description Whose usage records they are */
                providerId: string;
                /** @description The ledger’s name for the record */
                recordId: string;
                /** @description Which batch of the lane */
                sequence: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvedUsage"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readLateUsageProof: {
        parameters: {
            query: {
                /** @description The other organization of the deal; needed only where the id alone names two records */
                counterpartyId?: string;
                /** @description When the record begins */
                from: string;
                /** @description The instance */
                instanceId: string;
                /** @description Which meter */
                meter: "cpu" | "ramGb" | "diskGb" | "bandwidthMbps" | "requests" | "flowOutGb";
                /** @description Whose usage records they are */
                providerId: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProvedUsage"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `AMBIGUOUS_ID`: The id names more than one record */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_CONFIRMED`: The organization is not confirmed on this ledger channel */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Messages in the answer at most, 100 unless told */
                limit?: string;
                /** @description Only those in this state */
                state?: "waiting" | "dead";
                /** @description The webhook */
                webhookId?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    discardWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The delivery */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DiscardWebhookDelivery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redeliverWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The delivery */
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RedeliverWebhookDelivery"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description From the page before: its `nextCursor` */
                cursor?: string;
                /** @description Records in the answer at most, 100 unless told */
                limit?: string;
            };
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookList"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhook"];
            };
        };
        responses: {
            /** @description On the ledger */
            201: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Where the record is read */
                    location: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedWebhook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request. `CONFLICT`: It conflicts with the present state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Transaction ids, separated by commas, at most 10: the answer is of after them. It waits for them, within bounds */
                "X-Read-After"?: string;
            };
            path: {
                /** @description The webhook */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description For `If-None-Match`, to be answered 304 while nothing has changed */
                    etag: string;
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description Not changed: `If-None-Match` has the `etag` of the answer */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `TRANSACTION_UNKNOWN`: The ledger does not have the transaction that the read is to follow */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RemoveWebhook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resumeWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ResumeWebhook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecret"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedWebhook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    suspendWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to repeat: whoever sends it again with the same key and content gets the first answer, also while the first is still under way and after a restart. 1 to 255 printable characters. */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The webhook */
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SuspendWebhook"];
            };
        };
        responses: {
            /** @description Done */
            200: {
                headers: {
                    /** @description There where the answer was given before, under the same `Idempotency-Key` */
                    "idempotent-replayed"?: "true";
                    /** @description Names the request, in logs too */
                    "x-request-id": string;
                    /** @description The ledger transaction, where one wrote */
                    "x-transaction-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description `INVALID_ARGUMENT`: An argument is missing or not valid. `AMOUNT_OVERFLOW`: An amount is above the largest that is kept */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNAUTHENTICATED`: Credentials are missing or not valid */
            401: {
                headers: {
                    "www-authenticate": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `FORBIDDEN`: The caller may not do this */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: There is no such record */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `IDEMPOTENCY_KEY_REUSED`: The idempotency key was used for another request */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `RATE_LIMITED`: Too many requests */
            429: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `INTERNAL`: An unexpected fault */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `LIMIT_EXCEEDED`: A read reached its limit and would be incomplete. `UNAVAILABLE`: The ledger or a service is not available now */
            503: {
                headers: {
                    "retry-after": string;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
