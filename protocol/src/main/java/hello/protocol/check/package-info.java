/**
 * The checks: what decides whether something is a hello server. One list of them ({@link hello.protocol.check.Checks}),
 * over raw TCP and with no test framework in it, grades a server in any language.
 *
 * <p>
 * A {@link hello.protocol.check.Candidate} is graded by an {@link hello.protocol.check.Examination}, which runs each
 * {@link hello.protocol.check.Check} and gives an {@link hello.protocol.check.Outcome}.
 */
package hello.protocol.check;
