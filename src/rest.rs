//! Long work that can be interrupted: it calls [`Rest::rest`] between its steps, and whoever has it
//! done decides whether anything else gets its turn there. What comes of it does not depend on that.

use std::future::Future;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// Comes back once work may go on. Boxed, so that work which rests in many places holds one way of
/// waiting and not as many as places.
pub type Resting<'a> = Pin<Box<dyn Future<Output = ()> + 'a>>;

/// Where work can be interrupted.
pub trait Rest {
    /// Comes back once the work may go on.
    fn rest(&mut self) -> Resting<'_>;
}

/// Work that is not interrupted.
#[derive(Clone, Copy, Debug)]
pub struct Restless;

impl Rest for Restless {
    fn rest(&mut self) -> Resting<'_> {
        Box::pin(std::future::ready(()))
    }
}

/// Does work without interruption.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(done) = work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Counts how often work rests, and has it wait once each time.
    struct Counting(usize);

    impl Rest for Counting {
        fn rest(&mut self) -> Resting<'_> {
            self.0 += 1;
            let mut waited = false;
            Box::pin(std::future::poll_fn(move |_| match std::mem::replace(&mut waited, true) {
                true => Poll::Ready(()),
                false => Poll::Pending,
            }))
        }
    }

    async fn sum(numbers: &[u32], rest: &mut dyn Rest) -> u32 {
        let mut sum = 0;
        for number in numbers {
            sum += number;
            rest.rest().await;
        }
        sum
    }

    #[test]
    fn what_comes_of_work_does_not_depend_on_its_rests() {
        let mut counting = Counting(0);
        let numbers = [1, 2, 3];
        assert_eq!(at_once(sum(&numbers, &mut Restless)), 6);
        assert_eq!((at_once(sum(&numbers, &mut counting)), counting.0), (6, 3));
    }
}
