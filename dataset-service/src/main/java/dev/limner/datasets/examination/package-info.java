/** What stands out among the pictures of a version: those that are nearly the same, and those unlike their class. */
package dev.limner.datasets.examination;
