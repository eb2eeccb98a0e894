/**
 * The course in {@code docs/}: what keeps it true (snippets are the sources', figures are the files', commands do what the page
 * shows, both languages have the same), and the site that shows it.
 */
package hello.bench.docs;
