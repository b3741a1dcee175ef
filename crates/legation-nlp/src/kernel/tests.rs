//! Every kernel on every instruction set gives what the plain definition of its layer gives.

use super::{Buffer, InstructionSet, Kernels, POINTS, QUAD, pack};

/// Numbers between -1 and 1 that do not repeat soon (a linear congruential generator, Knuth's MMIX constants).
fn numbers(n: usize, seed: u64) -> Vec<f32> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
    };
    (0..n).map(|_| next()).collect()
}

fn all_kernels() -> impl Iterator<Item = Kernels> {
    let sets = [InstructionSet::Scalar, InstructionSet::Avx2, InstructionSet::Avx512];
    sets.into_iter().filter(|set| set.is_available()).map(Kernels::new)
}

fn assert_close(found: &[f32], wanted: &[f32], what: &str) {
    for (i, (a, b)) in found.iter().zip(wanted).enumerate() {
        assert!((a - b).abs() < 1e-4, "{what}, value {i}: {a} for {b}");
    }
}

fn product(row: &[f32], weights: &[f32], bias: f32) -> f32 {
    row.iter().zip(weights).map(|(a, b)| a * b).sum::<f32>() + bias
}

#[test]
fn dense_layers() {
    let (k, n) = (96, 50);
    let (weights, bias) = (numbers(n * k, 1), numbers(n, 2));
    let columns = n.next_multiple_of(32);
    let packed = pack::dense(&weights, Some(&bias), k, columns, |column| (column < n).then_some(column));
    for rows in [1, 2, 5, 12, 13, 31] {
        let input = numbers(rows * k, 3);
        for kernels in all_kernels() {
            let mut output = vec![0.0; rows * columns];
            kernels.dense((rows, k, columns), &input, &packed.0, &packed.1, &mut output);
            for (row, found) in input.chunks(k).zip(output.chunks(columns)) {
                let wanted: Vec<f32> = (0..n).map(|c| product(row, &weights[c * k..][..k], bias[c])).collect();
                assert_close(found, &wanted, "dense");
                assert!(found[n..].iter().all(|&padding| padding == 0.0));
            }
        }
    }
}

/// The largest of three pieces of one row.
fn naive_maxout(row: &[f32], weights: &[f32], bias: &[f32], width: usize) -> Vec<f32> {
    let k = row.len();
    let piece = |output: usize, piece: usize| {
        let at = output * 3 + piece;
        product(row, &weights[at * k..][..k], bias[at])
    };
    (0..width).map(|output| (0..3).map(|p| piece(output, p)).fold(f32::NEG_INFINITY, f32::max)).collect()
}

#[test]
fn maxout_layers() {
    let (k, width) = (64, 32);
    let (weights, bias) = (numbers(width * 3 * k, 4), numbers(width * 3, 5));
    let packed = pack::maxout(&weights, &bias, k, width);
    for rows in [1, 4, 9, 17] {
        let input = numbers(rows * k, 6);
        for kernels in all_kernels() {
            let mut output = vec![0.0; rows * width];
            kernels.maxout((rows, k, width), &input, &packed.0, &packed.1, &mut output);
            for (row, found) in input.chunks(k).zip(output.chunks(width)) {
                assert_close(found, &naive_maxout(row, &weights, &bias, width), "maxout");
            }
        }
    }
}

/// Minimal filtering gives what the sum over a window of three rows gives.
#[test]
fn window_layers() {
    let width = 32;
    let (weights, bias) = (numbers(width * 9 * width, 7), numbers(width * 3, 8));
    let packed = pack::window(&weights, &bias, width);
    for quads in (1..=9).chain([17]) {
        let rows = QUAD * quads;
        let input = numbers((rows + 2) * width, 9);
        for kernels in all_kernels() {
            let (mut scratch, mut output) = (vec![0.0; POINTS * quads * width], vec![0.0; rows * width]);
            kernels.window((quads, width), &input, &mut scratch, (&packed.0, &packed.1), &mut output);
            for (i, found) in output.chunks(width).enumerate() {
                assert_close(found, &naive_maxout(&input[i * width..][..3 * width], &weights, &bias, width), "window");
            }
        }
    }
}

#[test]
fn layer_normalisation() {
    let width = 96;
    let (gain, shift) = (numbers(width, 10), numbers(width, 11));
    let (input, residual) = (numbers(3 * width, 12), numbers(3 * width, 13));
    for kernels in all_kernels() {
        let mut output = vec![0.0; 3 * width];
        kernels.normalize((3, width), &input, (&gain, &shift), Some(&residual), &mut output);
        for (row, (found, more)) in input.chunks(width).zip(output.chunks(width).zip(residual.chunks(width))) {
            let mean = row.iter().sum::<f32>() / width as f32;
            let variance = row.iter().map(|x| (x - mean) * (x - mean)).sum::<f32>() / width as f32;
            let value = |i: usize| (row[i] - mean) / (variance + 1e-8).sqrt() * gain[i] + shift[i] + more[i];
            assert_close(found, &(0..width).map(value).collect::<Vec<_>>(), "normalize");
        }
    }
}

#[test]
fn one_transition() {
    let (k, n) = (64, 106);
    let features: Vec<Vec<f32>> = (0..8).map(|i| numbers(2 * k, 20 + i)).collect();
    let rows: [&[f32]; 8] = std::array::from_fn(|i| features[i].as_slice());
    let bias = numbers(2 * k, 30);
    let (weights, shift) = (numbers(n * k, 31), numbers(n, 32));
    let columns = n.next_multiple_of(16);
    let packed: (Buffer, Buffer) = pack::scores(&weights, &shift, k, columns);
    let total = |at: usize| features.iter().map(|row| row[at]).sum::<f32>() + bias[at];
    let wanted: Vec<f32> = (0..k).map(|i| total(i).max(total(k + i))).collect();
    for kernels in all_kernels() {
        let (mut hidden, mut scores) = (vec![0.0; k], vec![0.0; columns]);
        kernels.hidden(rows, &bias, &mut hidden);
        assert_close(&hidden, &wanted, "hidden");
        kernels.scores(&hidden, &packed.0, &packed.1, &mut scores);
        let expected: Vec<f32> = (0..n).map(|c| product(&wanted, &weights[c * k..][..k], shift[c])).collect();
        assert_close(&scores, &expected, "scores");
    }
}
