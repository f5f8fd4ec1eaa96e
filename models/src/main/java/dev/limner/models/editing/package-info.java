/** What a model can do to pictures beside painting new ones: repair, vary, blend. */
package dev.limner.models.editing;
