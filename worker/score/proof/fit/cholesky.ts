// Linear algebra for the fit: the Cholesky factor of a symmetric, positive definite matrix, and what is solved with it. Matrices are
// square and flat, row by row; only the lower triangle is read and written. Pure.

/**
 * Replaces the lower triangle of a matrix by its factor L, so that L Lᵀ is the matrix. Returns false if it is not positive definite;
 * then its content is of no use.
 */
export function factor(matrix: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let k = 0; k < column; k++)
        rest -= (matrix[row * size + k] as number) * (matrix[column * size + k] as number);
      if (column < row) matrix[row * size + column] = rest / (matrix[column * size + column] as number);
      else if (rest > 0) matrix[row * size + row] = Math.sqrt(rest);
      else return false;
    }
  }
  return true;
}

/** The x with L Lᵀ x = `right`, from a factor. */
export function solve(lower: Float64Array, right: Float64Array): Float64Array {
  const size = right.length;
  const x = right.slice();
  for (let row = 0; row < size; row++) {
    let rest = x[row] as number;
    for (let k = 0; k < row; k++) rest -= (lower[row * size + k] as number) * (x[k] as number);
    x[row] = rest / (lower[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = x[row] as number;
    for (let k = row + 1; k < size; k++) rest -= (lower[k * size + row] as number) * (x[k] as number);
    x[row] = rest / (lower[row * size + row] as number);
  }
  return x;
}

/** The diagonal of the inverse of the matrix, from a factor: the squared norms of the columns of L⁻¹. */
export function inverseDiagonal(lower: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let start = 0; start < size; start++) {
    column.fill(0);
    for (let row = start; row < size; row++) {
      let rest = row === start ? 1 : 0;
      for (let k = start; k < row; k++) rest -= (lower[row * size + k] as number) * (column[k] as number);
      column[row] = rest / (lower[row * size + row] as number);
      diagonal[start] = (diagonal[start] as number) + (column[row] as number) ** 2;
    }
  }
  return diagonal;
}
