use super::Invalid;

/// So many Unicode code points.
pub fn length(text: &str, min: usize, max: usize) -> Result<(), Invalid> {
    // A text has no more code points than bytes, and at least a quarter.
    let length = if text.len() <= max && text.len() / 4 >= min { min } else { text.chars().count() };
    if length < min {
        return Err(Invalid::new(format!("must have at least {min} characters")));
    }
    if length > max {
        return Err(Invalid::new(format!("must have at most {max} characters")));
    }
    Ok(())
}

/// So many items.
pub fn count(count: usize, min: usize, max: usize) -> Result<(), Invalid> {
    if count < min {
        return Err(Invalid::new(format!("must have at least {min} items")));
    }
    if count > max {
        return Err(Invalid::new(format!("must have at most {max} items")));
    }
    Ok(())
}

/// So many items of a list.
pub fn items<T>(list: &[T], min: usize, max: usize) -> Result<(), Invalid> {
    count(list.len(), min, max)
}

/// So many names with values.
pub fn names<T>(map: &super::BTreeMap<String, T>, min: usize, max: usize) -> Result<(), Invalid> {
    count(map.len(), min, max)
}

/// No less.
pub fn at_least<T: PartialOrd + std::fmt::Display>(it: &T, bound: T) -> Result<(), Invalid> {
    if *it >= bound { Ok(()) } else { Err(Invalid::new(format!("must be at least {bound}"))) }
}

/// No more.
pub fn at_most<T: PartialOrd + std::fmt::Display>(it: &T, bound: T) -> Result<(), Invalid> {
    if *it <= bound { Ok(()) } else { Err(Invalid::new(format!("must be at most {bound}"))) }
}

/// More.
pub fn above<T: PartialOrd + std::fmt::Display>(it: &T, bound: T) -> Result<(), Invalid> {
    if *it > bound { Ok(()) } else { Err(Invalid::new(format!("must be more than {bound}"))) }
}

/// Less.
pub fn below<T: PartialOrd + std::fmt::Display>(it: &T, bound: T) -> Result<(), Invalid> {
    if *it < bound { Ok(()) } else { Err(Invalid::new(format!("must be less than {bound}"))) }
}

/// A multiple of a whole number.
pub fn times(it: &i64, of: i64) -> Result<(), Invalid> {
    if it % of == 0 { Ok(()) } else { Err(Invalid::new(format!("must be a multiple of {of}"))) }
}

/// A multiple of a number, as far as doubles can tell.
pub fn multiple_of(it: &f64, of: f64) -> Result<(), Invalid> {
    let times = it / of;
    let near = (times - times.round()).abs() <= f64::EPSILON * times.abs().max(1.0) * 4.0;
    if near { Ok(()) } else { Err(Invalid::new(format!("must be a multiple of {of}"))) }
}
