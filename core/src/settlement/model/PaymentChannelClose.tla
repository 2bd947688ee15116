------------------------- MODULE PaymentChannelClose -------------------------
(***************************************************************************)
(* The close of a payment channel of two members, on a ledger where a      *)
(* transaction is endorsed at one time and submitted at any later one.     *)
(*                                                                         *)
(* One member is honest: it watches the ledger and answers within          *)
(* Reaction.  The adversary is the other one, and the network as well: it  *)
(* shows any state that it can have, chooses timestamps, and holds back    *)
(* what it had endorsed.                                                   *)
(***************************************************************************)
EXTENDS Integers, Sequences

CONSTANTS
  Window,     \* from the timestamp of the arming to the deadline
  Skew,       \* how far a timestamp may be from the time of its endorsement
  Reaction,   \* within this an honest member has seen the ledger and its answer has committed
  LastAsk,    \* nobody begins to close later: this keeps the model finite
  Mutation    \* "none", or what is broken on purpose; see the configurations

VARIABLES
  now,        \* real time
  ledger,     \* the channel as the ledger knows it: one key, read and written by every act
  held,       \* what the adversary has had endorsed and not submitted
  book,       \* the honest member's: newest state signed, newest held with both signatures, …
  history     \* of the ledger, for the properties alone

vars == <<now, ledger, held, book, history>>

H == "honest"
A == "adversary"
Nobody == "nobody"

\* Shares[v + 1] is what state v gives the honest member: it pays, is paid and pays again. State 0 is the deposits.
Shares == <<2, 4, 0, 3>>
Total == 4
Stake == 1
Newest == Len(Shares) - 1
MaxTime == LastAsk + 3 * Reaction + 2 * Skew + Window
None == [act |-> "none"]

(* The acts of the contract.  Each has a guard and an effect on the ledger. *)

Allowed(l, tx) ==
  CASE tx.act = "checkpoint" -> l.phase = "open" /\ tx.version > l.shown /\ ~tx.final
    [] tx.act = "begin"      -> l.phase = "open" /\ tx.version >= l.shown
    [] tx.act = "arm"        -> l.phase = "closing" \/ (Mutation = "arm again" /\ l.phase = "armed")
    [] tx.act = "challenge"  -> /\ l.phase \in {"closing", "armed"}
                                /\ \/ tx.version > l.shown
                                   \/ Mutation = "any version" /\ tx.version # l.shown
    [] tx.act = "finalize"   -> l.phase = "armed" /\ tx.stamp >= l.deadline
    [] tx.act = "together"   -> l.phase \in {"open", "closing", "armed"} /\ tx.version >= l.shown /\ tx.final
    [] OTHER                 -> FALSE

Effect(l, tx) ==
  LET begun == [l EXCEPT !.phase = "closing", !.by = tx.by, !.begunWith = tx.version, !.shown = tx.version]
  IN
  CASE tx.act = "checkpoint" -> [l EXCEPT !.shown = tx.version]
    [] tx.act = "begin"      -> IF Mutation = "one step"
                                THEN [begun EXCEPT !.phase = "armed", !.deadline = tx.stamp + Window]
                                ELSE begun
    [] tx.act = "arm"        -> [l EXCEPT !.phase = "armed", !.deadline = tx.stamp + Window]
    [] tx.act = "challenge"  -> [l EXCEPT !.shown = tx.version]
    [] tx.act = "finalize"   -> [l EXCEPT !.phase = "closed"]
    [] tx.act = "together"   -> [l EXCEPT !.phase = "closed", !.shown = tx.version]

\* What proves that the beginner held back a newer state: one version ahead it may have signed and never got back.
ProvenAhead == IF Mutation = "slash at once" THEN 1 ELSE 2
IsStale(l) == l.by # Nobody /\ l.shown >= l.begunWith + ProvenAhead

StakesOf(l, member) ==
  CASE ~IsStale(l)    -> Stake
    [] l.by = member  -> 0
    [] OTHER          -> 2 * Stake

Paid(l, member) ==
  IF l.phase # "closed" THEN 0
  ELSE StakesOf(l, member) + IF member = H THEN Shares[l.shown + 1] ELSE Total - Shares[l.shown + 1]

Escrow(l) == IF l.phase = "closed" THEN 0 ELSE Total + 2 * Stake

(***************************************************************************)
(* A transaction commits when what it read is still so.  All acts read and *)
(* write the one key of the channel, so a commit ends every transaction    *)
(* that was endorsed before it: `held' is emptied.  For the same reason to *)
(* hold one is as good as to hold many, the one that will be submitted.    *)
(***************************************************************************)
Commit(tx) ==
  /\ ledger' = Effect(ledger, tx)
  /\ held' = None
  /\ history' =
       [history EXCEPT
          !.begunAt = IF tx.act = "begin" THEN now ELSE @,
          !.challenged = IF tx.act = "challenge" /\ tx.version > @ THEN tx.version ELSE @,
          !.how = IF ledger'.phase = "closed" THEN tx.act ELSE @,
          !.closedAt = IF ledger'.phase = "closed" THEN now ELSE @]

IsClosing == ledger.phase \in {"closing", "armed"}

(* Off the ledger.  State v + 1 is signed only when v has both signatures, and no version twice. *)

CanSign == ~book.stopped /\ book.signed = book.full /\ book.signed < Newest

\* The honest member signs first and sends it: the adversary has it whole at once.
Propose ==
  /\ CanSign
  /\ book' = [book EXCEPT !.signed = @ + 1]
  /\ UNCHANGED <<now, ledger, held, history>>

\* The adversary signs first.
Accept ==
  /\ CanSign
  /\ book' = [book EXCEPT !.signed = @ + 1, !.full = @ + 1]
  /\ UNCHANGED <<now, ledger, held, history>>

\* The adversary's signature comes back, if ever.  Once the member has seen a close it waits for none.
Return ==
  /\ book.full < book.signed
  /\ ~(book.stopped /\ ledger.phase # "open")
  /\ book' = [book EXCEPT !.full = book.signed]
  /\ UNCHANGED <<now, ledger, held, history>>

\* The last state: who has signed it signs nothing more.
ProposeLast ==
  /\ CanSign
  /\ book' = [book EXCEPT !.signed = @ + 1, !.last = book.signed + 1, !.stopped = Mutation # "sign after the last"]
  /\ UNCHANGED <<now, ledger, held, history>>

(***************************************************************************)
(* The honest member on the ledger.  Its clock is right.  From the moment  *)
(* it asks for a close it signs nothing, whatever becomes of the           *)
(* transaction, which may commit late and show what was newest then.       *)
(***************************************************************************)
Ask ==
  /\ book.askedAt < 0 /\ ledger.phase = "open" /\ now <= LastAsk
  /\ book' = [book EXCEPT !.askedAt = now, !.askedWith = book.full, !.stopped = Mutation # "sign after asking"]
  /\ UNCHANGED <<now, ledger, held, history>>

See ==
  /\ IsClosing /\ ~book.stopped
  /\ book' = [book EXCEPT !.stopped = TRUE]
  /\ UNCHANGED <<now, ledger, held, history>>

\* A state that the ledger shows is a state that the member has.
Learn ==
  /\ book.full < ledger.shown
  /\ book' = [book EXCEPT !.full = ledger.shown]
  /\ UNCHANGED <<now, ledger, held, history>>

IsLast(version) == version > 0 /\ version = book.last

ByHonest(act, version) == [act |-> act, by |-> H, version |-> version, final |-> IsLast(version), stamp |-> now]

HonestCommits(tx) == Allowed(ledger, tx) /\ Commit(tx) /\ UNCHANGED <<now, book>>

HonestBegin == book.askedAt >= 0 /\ \E v \in {book.askedWith, book.full} : HonestCommits(ByHonest("begin", v))
HonestChallenge == book.full > ledger.shown /\ HonestCommits(ByHonest("challenge", book.full))
HonestArm == ledger.phase = "closing" /\ HonestCommits(ByHonest("arm", 0))
HonestFinalize == HonestCommits(ByHonest("finalize", 0))
HonestTogether == book.last > 0 /\ book.last <= book.full /\ HonestCommits(ByHonest("together", book.last))

(* The adversary shows any state that the honest member has signed. *)

Stamps == (now - Skew)..(now + Skew)

ByAdversary(acts, versions, stamps) ==
  {[act |-> act, by |-> A, version |-> v, final |-> IsLast(v), stamp |-> stamp] :
     act \in acts, v \in versions, stamp \in stamps}

AdversaryTxs ==
  ByAdversary({"begin"}, 0..book.signed, IF Mutation = "one step" THEN Stamps ELSE {0})
  \cup ByAdversary({"checkpoint", "challenge", "together"}, 1..book.signed, {0})
  \cup ByAdversary({"arm", "finalize"}, {0}, Stamps)

Endorse ==
  /\ \E tx \in AdversaryTxs : Allowed(ledger, tx) /\ held' = tx
  /\ UNCHANGED <<now, ledger, book, history>>

Submit ==
  /\ held # None
  /\ held.act = "begin" => now <= LastAsk
  /\ Commit(held)
  /\ UNCHANGED <<now, book>>

(***************************************************************************)
(* Time passes, but not past what the honest member does within Reaction.  *)
(***************************************************************************)
Overdue ==
  \/ IsClosing /\ now >= history.begunAt + Reaction
     /\ (~book.stopped \/ ledger.shown < book.full \/ ledger.phase = "closing")
  \/ ledger.phase = "armed" /\ now >= ledger.deadline + Reaction
  \/ ledger.phase = "open" /\ book.askedAt >= 0 /\ now >= book.askedAt + Reaction

Tick ==
  /\ now < MaxTime /\ ~Overdue
  /\ now' = now + 1
  /\ UNCHANGED <<ledger, held, book, history>>

Init ==
  /\ now = 0
  /\ ledger = [phase |-> "open", by |-> Nobody, shown |-> 0, begunWith |-> 0, deadline |-> 0]
  /\ held = None
  /\ book = [signed |-> 0, full |-> 0, last |-> 0, stopped |-> FALSE, askedAt |-> -1, askedWith |-> 0]
  /\ history = [begunAt |-> 0, challenged |-> 0, how |-> "", closedAt |-> 0]

Next ==
  \/ Propose \/ Accept \/ Return \/ ProposeLast
  \/ Ask \/ See \/ Learn
  \/ HonestBegin \/ HonestChallenge \/ HonestArm \/ HonestFinalize \/ HonestTogether
  \/ Endorse \/ Submit
  \/ Tick

\* Nothing is asked of the adversary.
Fairness ==
  /\ WF_vars(Tick) /\ WF_vars(See) /\ WF_vars(Learn)
  /\ WF_vars(HonestBegin) /\ WF_vars(HonestChallenge) /\ WF_vars(HonestArm) /\ WF_vars(HonestFinalize)

Spec == Init /\ [][Next]_vars /\ Fairness

(* Safety. *)

Conserved == Escrow(ledger) + Paid(ledger, H) + Paid(ledger, A) = Total + 2 * Stake

\* What the newest state gives it that has both signatures, or the one after it, where that lacks only the other's.
LastSafeShare == CHOOSE share \in {Shares[v + 1] : v \in book.full..book.signed} :
                   \A v \in book.full..book.signed : share <= Shares[v + 1]

HonestIsSafe == ledger.phase = "closed" => Paid(ledger, H) >= LastSafeShare + Stake

ByWindow == history.how = "finalize"

NewestShownIsPaid == ByWindow => ledger.shown >= history.challenged /\ ledger.shown >= book.full

\* Whoever closes with a state two versions behind what the honest member holds pays its stake for it.
StaleIsSlashed == ByWindow /\ ledger.by = A /\ book.full >= ledger.begunWith + 2
                    => Paid(ledger, A) = Total - Shares[ledger.shown + 1]

\* From when everybody can see the close to its end, whatever the timestamps and whatever was held back.
WindowIsKept == ByWindow => history.closedAt - history.begunAt >= Window - 2 * Skew

ClosedInTime == IsClosing => now - history.begunAt <= Window + Skew + 2 * Reaction

(* Liveness. *)

ACloseEnds == IsClosing ~> ledger.phase = "closed"
WhoAsksGetsOut == book.askedAt >= 0 ~> ledger.phase = "closed"
=============================================================================
