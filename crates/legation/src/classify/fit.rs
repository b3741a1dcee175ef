//! Fits a linear head: multinomial logistic regression on the encoder's features.
//!
//! Few examples and many features, so weights are held small (ridge), features are brought to one scale, and the
//! classes count by the root of their size. Full-batch Adam (Kingma and Ba 2015) in a fixed order: the same examples
//! give the same head.

/// One example: features and its class.
pub(super) struct Example {
    pub(super) features: Vec<f32>,
    pub(super) class: usize,
}

/// A fitted head: for each class a weight a feature, and a bias.
#[derive(Debug, Clone)]
pub(super) struct Linear {
    pub(super) weights: Vec<Vec<f32>>,
    pub(super) bias: Vec<f32>,
}

const ROUNDS: i32 = 200;
const RATE: f32 = 0.02;
const RIDGE: f32 = 0.02;

impl Linear {
    /// Probabilities of the classes.
    pub(super) fn apply(&self, features: &[f32]) -> Vec<f64> {
        let score = |(row, bias): (&Vec<f32>, &f32)| dot(row, features) + bias;
        super::softmax(&self.weights.iter().zip(&self.bias).map(score).collect::<Vec<_>>(), 1.0)
    }

    /// Fits a head to the examples that `is_in` takes, by their index.
    pub(super) fn fit(examples: &[Example], n_classes: usize, is_in: impl Fn(usize) -> bool) -> Self {
        let taken: Vec<&Example> = examples.iter().enumerate().filter(|(n, _)| is_in(*n)).map(|(_, one)| one).collect();
        let width = taken.first().map_or(0, |one| one.features.len());
        let scale = Scale::of(&taken, width);
        let rows: Vec<Vec<f32>> = taken.iter().map(|one| scale.applied(&one.features)).collect();
        let shares = shares(&taken, n_classes);
        let mut head = Self { weights: vec![vec![0.0; width]; n_classes], bias: vec![0.0; n_classes] };
        let mut pace = Adam::new(n_classes, width + 1);
        for round in 1..=ROUNDS {
            let mut slope = vec![vec![0.0_f32; width + 1]; n_classes];
            for (row, one) in rows.iter().zip(&taken) {
                let found = head.apply(row);
                for (class, slope) in slope.iter_mut().enumerate() {
                    let error = (found[class] as f32 - f32::from(class == one.class)) * shares[one.class];
                    slope.iter_mut().zip(row).for_each(|(slope, value)| *slope += error * value);
                    slope[width] += error;
                }
            }
            for (slope, weights) in slope.iter_mut().zip(&head.weights) {
                slope.iter_mut().zip(weights).for_each(|(slope, weight)| *slope += RIDGE * weight);
            }
            pace.step(round, &slope, &mut head);
        }
        scale.taken_in(head)
    }
}

/// What one example of each class counts, so that a class counts by the root of its size and all together one.
fn shares(examples: &[&Example], n_classes: usize) -> Vec<f32> {
    let mut sizes = vec![0.0_f32; n_classes];
    examples.iter().for_each(|one| sizes[one.class] += 1.0);
    let total: f32 = sizes.iter().map(|size| size.sqrt()).sum();
    sizes.iter().map(|size| if *size > 0.0 { size.sqrt() / size / total } else { 0.0 }).collect()
}

/// Mean and spread of each feature.
struct Scale {
    mean: Vec<f32>,
    spread: Vec<f32>,
}

impl Scale {
    fn of(examples: &[&Example], width: usize) -> Self {
        let n = examples.len().max(1) as f32;
        let sums = |value: &dyn Fn(usize, f32) -> f32| {
            let mut sums = vec![0.0_f32; width];
            for one in examples {
                sums.iter_mut()
                    .zip(&one.features)
                    .enumerate()
                    .for_each(|(at, (sum, from))| *sum += value(at, *from) / n);
            }
            sums
        };
        let mean = sums(&|_, from| from);
        let spread = sums(&|at, from| (from - mean[at]).powi(2)).into_iter().map(|square| square.sqrt().max(1e-4));
        Self { spread: spread.collect(), mean }
    }

    fn applied(&self, features: &[f32]) -> Vec<f32> {
        features
            .iter()
            .zip(&self.mean)
            .zip(&self.spread)
            .map(|((value, mean), spread)| (value - mean) / spread)
            .collect()
    }

    /// The same head for features as they come.
    fn taken_in(&self, mut head: Linear) -> Linear {
        for (weights, bias) in head.weights.iter_mut().zip(&mut head.bias) {
            weights.iter_mut().zip(&self.spread).for_each(|(weight, spread)| *weight /= spread);
            *bias -= dot(weights, &self.mean);
        }
        head
    }
}

/// First and second moments of the slope.
struct Adam {
    first: Vec<Vec<f32>>,
    second: Vec<Vec<f32>>,
}

impl Adam {
    fn new(n_classes: usize, width: usize) -> Self {
        Self { first: vec![vec![0.0; width]; n_classes], second: vec![vec![0.0; width]; n_classes] }
    }

    fn step(&mut self, round: i32, slope: &[Vec<f32>], head: &mut Linear) {
        let (keep_first, keep_second) = (0.9_f32, 0.999_f32);
        let (scale_first, scale_second) = (1.0 - keep_first.powi(round), 1.0 - keep_second.powi(round));
        for (class, slope) in slope.iter().enumerate() {
            let (first, second) = (&mut self.first[class], &mut self.second[class]);
            let values = head.weights[class].iter_mut().chain(std::iter::once(&mut head.bias[class]));
            for (((value, slope), first), second) in values.zip(slope).zip(first).zip(second) {
                *first = keep_first * *first + (1.0 - keep_first) * slope;
                *second = keep_second * *second + (1.0 - keep_second) * slope * slope;
                *value -= RATE * (*first / scale_first) / ((*second / scale_second).sqrt() + 1e-8);
            }
        }
    }
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn examples() -> Vec<Example> {
        let one = |x: f32, class| Example { features: vec![x, 7.0, -x / 2.0], class };
        (0..20).map(|n| one(n as f32 / 10.0, usize::from(n >= 15))).collect()
    }

    #[test]
    fn classes_that_a_line_parts_are_told_apart() {
        let head = Linear::fit(&examples(), 2, |_| true);
        assert!(head.apply(&[0.2, 7.0, -0.1])[0] > 0.8);
        assert!(head.apply(&[1.9, 7.0, -0.95])[1] > 0.8);
    }

    #[test]
    fn what_is_left_out_does_not_count() {
        let examples = examples();
        let half = Linear::fit(&examples, 2, |n| n % 2 == 0);
        let again: Vec<Example> = examples.into_iter().step_by(2).collect();
        assert_eq!(half.weights, Linear::fit(&again, 2, |_| true).weights);
    }
}
