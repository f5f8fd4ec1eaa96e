/** What is made of versions that are there: selections, augmented versions; and how versions go. */
package dev.limner.datasets.versions;
