//! Types that contain themselves, and what that asks of their spelling.

use std::collections::BTreeSet;

use crate::ir::Id;
use crate::ir::shape::{Edge, Kind, Shape};

use super::Plan;

/// How deep a type may be spelt, as `Vec<Vec<…>>`, before a part of it gets a
/// name. Real ones stay under 5; whoever reads Rust, the compiler included,
/// does so by recursion.
const MAX_SPELT: usize = 16;

impl Plan<'_> {
    /// Shapes that would be spelt within themselves, or too deep.
    pub(super) fn find_knots(&mut self) {
        let transparent =
            |plan: &Self, id: Id<Shape>| !plan.knots[id.index()] && !plan.needs_name(id);
        let mut done = vec![false; self.shapes.len()];
        // How deep each is spelt where it has no name.
        let mut depths = vec![0; self.shapes.len()];
        for start in 0..self.shapes.len() {
            let start = Id::new(start);
            // Depth first, with the path that leads here.
            let mut path: Vec<(Id<Shape>, Vec<Edge>)> = Vec::new();
            let mut on_path = BTreeSet::new();
            if done[start.index()] || !transparent(self, start) {
                continue;
            }
            path.push((start, self.shapes[start].kind.edges()));
            on_path.insert(start);
            while let Some((at, rest)) = path.last_mut() {
                let at = *at;
                let Some(next) = rest.pop() else {
                    done[at.index()] = true;
                    on_path.remove(&at);
                    let edges = self.shapes[at].kind.edges();
                    let inside = edges.iter().filter(|it| transparent(self, it.shape));
                    let depth = inside.map(|it| depths[it.shape.index()] + 1).max().unwrap_or(0);
                    depths[at.index()] = depth;
                    if depth == MAX_SPELT {
                        self.knots[at.index()] = true;
                    }
                    path.pop();
                    continue;
                };
                if on_path.contains(&next.shape) {
                    self.knots[next.shape.index()] = true;
                } else if !done[next.shape.index()] && transparent(self, next.shape) {
                    path.push((next.shape, self.shapes[next.shape].kind.edges()));
                    on_path.insert(next.shape);
                }
            }
        }
    }

    /// Types that hold each other by value, which needs a box.
    pub(super) fn find_circles(&mut self) {
        let edges: Vec<Vec<usize>> = (0..self.shapes.len())
            .map(|it| {
                let mut all = Vec::new();
                self.held(Id::new(it), &mut all, 0);
                all
            })
            .collect();
        self.circles = circles(&edges);
    }

    /// The shapes that are stored inside a value of this shape itself.
    fn held(&self, shape: Id<Shape>, all: &mut Vec<usize>, depth: usize) {
        let kind = &self.shapes[shape].kind;
        let edges = match kind {
            Kind::Record(record) => record.fields.iter().map(|it| it.value).collect(),
            Kind::Union(_) | Kind::Tuple(_) => kind.edges(),
            _ => return,
        };
        for edge in edges {
            all.push(edge.shape.index());
            if depth < 8 && matches!(self.shapes.shape(edge).kind, Kind::Tuple(_)) {
                self.held(edge.shape, all, depth + 1);
            }
        }
    }
}

/// For each node, the circle that it is in: Tarjan's strongly connected
/// components, without recursion.
fn circles(edges: &[Vec<usize>]) -> Vec<Option<usize>> {
    let count = edges.len();
    let (mut index, mut low) = (vec![usize::MAX; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let mut stack: Vec<usize> = Vec::new();
    let mut circle = vec![None; count];
    let mut next = 0;
    for start in 0..count {
        if index[start] != usize::MAX {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some(&mut (node, ref mut at)) = work.last_mut() {
            if *at == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
                on_stack[node] = true;
            }
            if let Some(&to) = edges[node].get(*at) {
                *at += 1;
                if index[to] == usize::MAX {
                    work.push((to, 0));
                } else if on_stack[to] {
                    low[node] = low[node].min(index[to]);
                }
                continue;
            }
            // A node without edges must not be met as new again.
            work.pop();
            if let Some(&(parent, _)) = work.last() {
                low[parent] = low[parent].min(low[node]);
            }
            if low[node] == index[node] {
                let mut members = Vec::new();
                while let Some(it) = stack.pop() {
                    on_stack[it] = false;
                    members.push(it);
                    if it == node {
                        break;
                    }
                }
                if members.len() > 1 || edges[node].contains(&node) {
                    for it in members {
                        circle[it] = Some(node);
                    }
                }
            }
        }
    }
    circle
}
