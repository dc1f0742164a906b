//! One change in one place of a value, without a look at its schema.

use serde_json::{Map, Value, json};

use crate::plant::Random;

/// The value with one change somewhere; `None` where the change changes nothing.
pub(super) fn mutate(value: &Value, random: &mut Random) -> Option<Value> {
    let mut places = Vec::new();
    list(value, String::new(), &mut places);
    let at = &places[random.below(places.len())];
    let mut changed = value.clone();
    let place = changed.pointer_mut(at)?;
    *place = match place.take() {
        // A value of another type is the plainest break of all.
        _ if random.below(8) == 0 => other(random),
        Value::Object(map) => object(map, random),
        Value::Array(items) => list_of(items, random),
        Value::String(text) => Value::String(self::text(&text, random)),
        Value::Number(number) => self::number(&number, random)?,
        Value::Bool(it) => json!(!it),
        Value::Null => other(random),
    };
    (changed != *value).then_some(changed)
}

/// All places in a value, as JSON Pointers.
fn list(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (name, it) in map {
                let step = name.replace('~', "~0").replace('/', "~1");
                list(it, format!("{at}/{step}"), places);
            }
        }
        Value::Array(items) => {
            for (index, it) in items.iter().enumerate() {
                list(it, format!("{at}/{index}"), places);
            }
        }
        _ => {}
    }
    places.push(at);
}

fn other(random: &mut Random) -> Value {
    let all = [
        json!(null),
        json!(true),
        json!(7),
        json!(0.5),
        json!("other"),
        json!([]),
        json!({}),
        json!([1]),
    ];
    all[random.below(all.len())].clone()
}

fn object(mut map: Map<String, Value>, random: &mut Random) -> Value {
    let names: Vec<String> = map.keys().cloned().collect();
    let name = (!names.is_empty()).then(|| names[random.below(names.len())].clone());
    match (random.below(4), name) {
        (0, _) => map.clear(),
        (1 | 2, Some(name)) => {
            map.remove(&name);
        }
        (_, name) => {
            let like = name.and_then(|it| map.get(&it).cloned());
            for number in 0..=random.below(3) {
                let value = like.clone().filter(|_| number % 2 == 0);
                map.insert(format!("more {number}"), value.unwrap_or_else(|| other(random)));
            }
        }
    }
    Value::Object(map)
}

fn list_of(mut items: Vec<Value>, random: &mut Random) -> Value {
    let one = (!items.is_empty()).then(|| random.below(items.len()));
    match (random.below(4), one) {
        (0, _) => items.clear(),
        (1, Some(at)) => {
            items.remove(at);
        }
        (2, Some(at)) => {
            let again = items[at].clone();
            items.push(again);
        }
        (3, Some(at)) => items = vec![items[at].clone(); items.len() * 2 + 1],
        _ => items.push(other(random)),
    }
    Value::Array(items)
}

fn text(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len());
    match random.below(8) {
        0 => String::new(),
        1 => text.repeat(2),
        // No longer: some patterns take the cube of a length to look for.
        2 => "x".repeat(chars.len().min(30) * 9 + 10),
        3 => "2024-02-30".to_owned(),
        4 if !chars.is_empty() => {
            chars.pop();
            chars.into_iter().collect()
        }
        5 if !chars.is_empty() => {
            chars[at] = ['x', ' ', '!', '9', 'é', 'Z'][random.below(6)];
            chars.into_iter().collect()
        }
        6 => text.to_uppercase(),
        _ => {
            chars.push(['x', '0', ' '][random.below(3)]);
            chars.into_iter().collect()
        }
    }
}

fn number(number: &serde_json::Number, random: &mut Random) -> Option<Value> {
    if let Some(it) = number.as_i64() {
        return Some(match random.below(8) {
            0 => json!(it.checked_add(1)?),
            1 => json!(it.checked_sub(1)?),
            2 => json!(it.checked_neg()?),
            3 => json!(9_000_000_000_000_000_000_i64),
            4 => json!(-9_000_000_000_000_000_000_i64),
            5 => json!(0),
            6 => json!(3_000_000_000_i64),
            // Beyond that a double has no halves.
            _ => json!(f64::from(i32::try_from(it).ok()?) + 0.5),
        });
    }
    let it = number.as_f64()?;
    Some(json!([it + 1.0, it - 1.0, -it, it * 1e6, 0.0, it + 0.001][random.below(6)]))
}
